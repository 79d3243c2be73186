package dev.crmpulse.connectors.policy;

/** A policy that cannot be used. The message is one line: file and line, what is wrong, what to write instead. */
public final class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PolicyException(String message) {
        super(message);
    }

    PolicyException(String message, Throwable cause) {
        super(message, cause);
    }
}
