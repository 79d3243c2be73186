package dev.crmpulse.verify.check;

/**
 * Rows that a table could not hold, so that figures lack them.
 *
 * @param table with its database
 * @param first what the dead letter of the first one says
 */
public record RefusedRows(String table, long rows, String first) implements Difference {
    static final String METRIC = "tables";

    @Override
    public String metric() {
        return METRIC;
    }

    @Override
    public String row() {
        return table;
    }

    @Override
    public String text() {
        return "table " + table + " refused " + rows + (rows == 1 ? " row: " : " rows, the first: ") + first;
    }
}
