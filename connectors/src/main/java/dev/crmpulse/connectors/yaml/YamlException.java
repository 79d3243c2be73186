package dev.crmpulse.connectors.yaml;

/** A file that cannot be used. The message is one line: file and line, what is wrong, what to write instead. */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    YamlException(String message) {
        super(message);
    }

    YamlException(String message, Throwable cause) {
        super(message, cause);
    }
}
