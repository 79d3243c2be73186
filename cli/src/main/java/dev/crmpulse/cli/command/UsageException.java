package dev.crmpulse.cli.command;

/** The command was used in a way that cannot work; the message says what to do instead. Exit code 2. */
public final class UsageException extends RuntimeException {
    public UsageException(String message) {
        super(message);
    }
}
