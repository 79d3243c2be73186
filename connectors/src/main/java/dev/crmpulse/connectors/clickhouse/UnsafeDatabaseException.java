package dev.crmpulse.connectors.clickhouse;

/** The database is not what this release may write to; the message says what is wrong and what to do. */
public final class UnsafeDatabaseException extends Exception {
    public UnsafeDatabaseException(String message) {
        super(message);
    }
}
