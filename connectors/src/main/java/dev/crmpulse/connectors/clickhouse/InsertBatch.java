package dev.crmpulse.connectors.clickhouse;

/**
 * Rows of one partition of one table, encoded: every attempt to insert them sends these very bytes.
 *
 * @param table name of the table in {@code crm_store}
 * @param columns the columns that the bytes hold, separated by commas
 * @param token name of the batch where the table drops batches it has seen, else empty
 * @param lz4 a block of the Native format as an LZ4 frame
 */
@SuppressWarnings("ArrayRecordComponent") // batches travel, they are never compared
public record InsertBatch(String table, String columns, String token, int rows, byte[] lz4) {
    @Override
    public String toString() {
        return rows + " rows for " + table + ", " + lz4.length + " bytes compressed"
                + (token.isEmpty() ? "" : ", token " + token);
    }
}
