package dev.crmpulse.embedded.clickhouse.sql;

import java.util.Optional;

/** A statement as far as its text shows. */
public sealed interface Statement {
    /** A text without a statement: nothing, or comments alone. */
    record Empty() implements Statement {}

    /**
     * An INSERT whose rows follow its head.
     *
     * @param head the INSERT without VALUES or FORMAT clause
     * @param format input format of the rows, {@code Values} after VALUES
     * @param dataStart index of the first byte of the rows
     */
    record InsertOfRows(String head, String format, int dataStart) implements Statement {}

    /**
     * Any other statement, also INSERT … SELECT.
     *
     * @param keyword its first word in upper case, {@code (} of a parenthesised query
     * @param format the output format it names
     */
    record Other(String keyword, Optional<String> format) implements Statement {}

    /**
     * A statement that must not reach the engine.
     *
     * @param code ClickHouse's error code
     * @param codeName ClickHouse's name of the code
     * @param reason why, for the user
     */
    record Refused(int code, String codeName, String reason) implements Statement {}
}
