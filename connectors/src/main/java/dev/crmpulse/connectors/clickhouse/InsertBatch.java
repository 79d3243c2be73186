package dev.crmpulse.connectors.clickhouse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

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
    /** What its rows have in the column {@code batch}. */
    static long id(String token) {
        return ByteBuffer.wrap(BatchEncoder.sha256().digest(token.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    @Override
    public String toString() {
        return rows + " rows for " + table + ", " + lz4.length + " bytes compressed"
                + (token.isEmpty() ? "" : ", token " + token);
    }
}
