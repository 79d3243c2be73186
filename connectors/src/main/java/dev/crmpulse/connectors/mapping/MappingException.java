package dev.crmpulse.connectors.mapping;

/** A mapping that cannot be used. The message is one line: file and line, what is wrong, what to write instead. */
public final class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MappingException(String message) {
        super(message);
    }

    MappingException(String message, Throwable cause) {
        super(message, cause);
    }
}
