package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.FactType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * What takes back a fact whose new row its table cannot hold: key, version and mark alone, so that no value is in it that
 * a table could refuse. Without it an older row would go on standing as true.
 */
final class Tombstones {
    private static final String KEY = "tenant, id, started_at, ";
    private static final String SYSTEM = "version, is_deleted, published_at";
    private static final String COLUMNS = KEY + SYSTEM;

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
        NativeBlock block = new NativeBlock(BatchEncoder.raw(row));
        String tenant = block.firstText("tenant");
        String id = block.firstText("id");
        return Optional.of(new Instead(
                tombstone(
                        row.table(),
                        tenant,
                        id,
                        block.firstLong("started_at"),
                        block.firstLong("version"),
                        block.firstLong("published_at")),
                tenant + '/' + id,
                block.firstByte("is_deleted") == 1));
    }

    /** A batch that takes back a fact whose values cannot be written at all. */
    static InsertBatch of(TableRow row, long run, long publishedAt) throws IOException {
        Object[] values = row.values();
        return tombstone(
                row.type().name(),
                (String) values[0],
                (String) values[1],
                (Long) values[FactType.STARTED_AT],
                row.version(run),
                publishedAt);
    }

    private static InsertBatch tombstone(
            String table, String tenant, String id, long startedAt, long version, long publishedAt) throws IOException {
        NativeColumn[] columns = {
            new NativeColumn("tenant", "String"),
            new NativeColumn("id", "String"),
            new NativeColumn("started_at", ColumnType.TIME.clickHouseType()),
            new NativeColumn("version", "UInt64"),
            new NativeColumn("is_deleted", "UInt8"),
            new NativeColumn("published_at", ColumnType.TIME.clickHouseType())
        };
        columns[0].addText(tenant);
        columns[1].addText(id);
        columns[2].addLong(startedAt);
        columns[3].addLong(version);
        columns[4].addByte(1);
        columns[5].addLong(publishedAt);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        NativeBlock.write(columns, 1, block);
        return BatchEncoder.untokened(table, COLUMNS, 1, block.toByteArray());
    }
}
