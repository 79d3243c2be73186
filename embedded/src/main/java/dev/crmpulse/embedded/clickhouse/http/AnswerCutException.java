package dev.crmpulse.embedded.clickhouse.http;

import java.io.IOException;

/** A statement failed after part of its answer was sent: the connection must end without the answer's end. */
final class AnswerCutException extends IOException {
    AnswerCutException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
