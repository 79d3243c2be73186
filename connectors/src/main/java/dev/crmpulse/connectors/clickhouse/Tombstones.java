package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.fact.FactType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What takes back a fact whose new row its table cannot hold: key, version and mark alone, so that no value is in it that
 * a table could refuse. Without it an older row would go on standing as true.
 */
final class Tombstones {
    private static final String KEY = "tenant, id, started_at, ";
    private static final String SYSTEM = "version, is_deleted, published_at";
    private static final String COLUMNS = KEY + SYSTEM;

    /** Bytes of version, mark and time behind the other columns. */
    private static final int SYSTEM_BYTES = Long.BYTES + 1 + Long.BYTES;

    private Tombstones() {}

    /**
     * What takes back a refused row.
     *
     * @param key tenant and id of the fact
     * @param isTakenBack whether the refused row was one that takes back itself
     */
    record Instead(InsertBatch tombstone, String key, boolean isTakenBack) {}

    /** What to insert instead of a batch of one row; empty where the table is none of facts. */
    static Optional<Instead> of(InsertBatch row) throws IOException {
        if (!row.columns().startsWith(KEY) || !row.columns().endsWith(SYSTEM)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(BatchEncoder.raw(row)).order(ByteOrder.LITTLE_ENDIAN);
        String tenant = text(bytes);
        String id = text(bytes);
        long startedAt = bytes.getLong();
        bytes.position(bytes.limit() - SYSTEM_BYTES);
        long version = bytes.getLong();
        boolean isTakenBack = bytes.get() == 1;
        return Optional.of(new Instead(
                tombstone(row.table(), tenant, id, startedAt, version, bytes.getLong()),
                tenant + '/' + id,
                isTakenBack));
    }

    /** A batch that takes back a fact whose values cannot be written at all. */
    static InsertBatch of(TableRow row, long version, long publishedAt) throws IOException {
        Object[] values = row.values();
        return tombstone(
                row.type().name(),
                (String) values[0],
                (String) values[1],
                (Long) values[FactType.STARTED_AT],
                version,
                publishedAt);
    }

    private static InsertBatch tombstone(
            String table, String tenant, String id, long startedAt, long version, long publishedAt) throws IOException {
        RowBuffer row = new RowBuffer();
        row.putText(tenant);
        row.putText(id);
        row.putLong(startedAt);
        row.putLong(version);
        row.putByte(1);
        row.putLong(publishedAt);
        row.endRow();
        return BatchEncoder.untokened(table, COLUMNS, row.rowEnds(), row.toByteArray());
    }

    private static String text(ByteBuffer bytes) {
        int length = 0;
        int shift = 0;
        byte part;
        do {
            part = bytes.get();
            length |= (part & 0x7F) << shift;
            shift += 7;
        } while (part < 0);
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
