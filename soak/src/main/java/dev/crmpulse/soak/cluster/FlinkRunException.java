package dev.crmpulse.soak.cluster;

import java.io.IOException;

/** {@code flink run} refused; the message says why. */
public final class FlinkRunException extends IOException {
    FlinkRunException(String message) {
        super(message);
    }
}
