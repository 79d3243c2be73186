package dev.crmpulse.connectors.clickhouse;

import java.util.List;

/** Why a row of a table is among the dead letters: reasons in {@code crm.dlq}, whose positions begin with the table. */
public final class RefusedRow {
    /** The table refused it. */
    static final String BY_TABLE = "row refused";

    /** A value has no place in its column and was never sent. */
    static final String UNFIT = "value does not fit";

    /** All reasons by which figures lack a row. */
    public static final List<String> REASONS = List.of(BY_TABLE, UNFIT);

    private RefusedRow() {}
}
