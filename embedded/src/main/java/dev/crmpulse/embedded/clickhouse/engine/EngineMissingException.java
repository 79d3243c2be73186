package dev.crmpulse.embedded.clickhouse.engine;

/** The engine's library is not installed; the message is one line for the user. */
public final class EngineMissingException extends RuntimeException {
    EngineMissingException(String message) {
        super(message);
    }
}
