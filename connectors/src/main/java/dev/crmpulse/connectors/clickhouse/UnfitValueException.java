package dev.crmpulse.connectors.clickhouse;

/** A value that its column cannot hold. */
final class UnfitValueException extends Exception {
    UnfitValueException(String column, String why) {
        super("column " + column + ": " + why, null, false, false);
    }
}
