package dev.crmpulse.embedded.clickhouse;

/** The ClickHouse process did not come up; the message is one line for the user. */
public final class ClickHouseStartException extends RuntimeException {
    ClickHouseStartException(String message) {
        super(message);
    }
}
