package dev.crmpulse.alerts;

/** A record that is no alert. The message says what is wrong with it, without its contents. */
public final class AlertFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlertFormatException(String message) {
        super(message);
    }

    AlertFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
