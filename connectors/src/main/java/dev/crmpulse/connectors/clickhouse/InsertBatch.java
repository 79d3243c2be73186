package dev.crmpulse.connectors.clickhouse;

import java.util.Arrays;

/**
 * Rows of one partition of one table, encoded: every attempt to insert them sends these very bytes.
 *
 * @param table name of the table in {@code crm_store}
 * @param columns the columns in the order of the bytes, separated by commas
 * @param token name of the batch where the table drops batches it has seen, else empty
 * @param rowEnds where each row ends in the raw bytes
 * @param lz4 the RowBinary bytes as an LZ4 frame
 */
@SuppressWarnings("ArrayRecordComponent") // batches travel, they are never compared
public record InsertBatch(String table, String columns, String token, int[] rowEnds, byte[] lz4) {
    public int rows() {
        return rowEnds.length;
    }

    @Override
    public String toString() {
        return rows() + " rows for " + table + ", " + lz4.length + " bytes compressed"
                + (token.isEmpty() ? "" : ", token " + token);
    }

    /** Ends of the rows from {@code from} up to {@code to}, counted from the first of them. */
    int[] endsBetween(int from, int to) {
        int start = startOf(from);
        int[] ends = Arrays.copyOfRange(rowEnds, from, to);
        for (int i = 0; i < ends.length; i++) {
            ends[i] -= start;
        }
        return ends;
    }

    int startOf(int row) {
        return row == 0 ? 0 : rowEnds[row - 1];
    }
}
