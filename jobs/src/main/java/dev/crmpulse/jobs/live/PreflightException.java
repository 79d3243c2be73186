package dev.crmpulse.jobs.live;

/** Something a job needs is not there or not as it must be; the message says what, where and what to do. */
public final class PreflightException extends Exception {
    private static final long serialVersionUID = 1;

    PreflightException(String message) {
        super(message);
    }

    PreflightException(String message, Throwable cause) {
        super(message, cause);
    }
}
