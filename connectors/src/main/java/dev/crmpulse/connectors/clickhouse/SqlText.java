package dev.crmpulse.connectors.clickhouse;

/** Texts as ClickHouse reads them in a statement. */
final class SqlText {
    private SqlText() {}

    /** The text as a literal. */
    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
