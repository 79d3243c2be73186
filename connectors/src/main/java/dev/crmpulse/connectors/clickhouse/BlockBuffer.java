package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.TableType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Rows of one table that become a block of ClickHouse's Native format, column by column. */
final class BlockBuffer {
    private static final int FACT_SYSTEM_BYTES = Long.BYTES + Byte.BYTES + Long.BYTES;
    private static final int JOURNAL_SYSTEM_BYTES = Integer.BYTES + Long.BYTES;
    private static final int TOKENED_SYSTEM_BYTES = JOURNAL_SYSTEM_BYTES + Long.BYTES;

    private final TableType<?> type;
    private final String insertColumns;
    private final boolean isTokened;
    private final ColumnType[] valueTypes;

    /** Those of the type, then those that every table has. */
    private final NativeColumn[] columns;

    private int rows;
    private int size;

    BlockBuffer(TableType<?> type) {
        this.type = type;
        insertColumns = StoreColumns.insertColumns(type);
        isTokened = StoreColumns.isTokened(type);
        valueTypes = type.columns().stream().map(Column::type).toArray(ColumnType[]::new);
        columns = StoreColumns.of(type).entrySet().stream()
                .map(column -> new NativeColumn(column.getKey(), column.getValue()))
                .toArray(NativeColumn[]::new);
    }

    TableType<?> type() {
        return type;
    }

    /** Its columns as a batch states them. */
    String insertColumns() {
        return insertColumns;
    }

    /**
     * Adds a row.
     *
     * @throws UnfitValueException where a value has no place in its column; nothing of the row is added then
     */
    void add(TableRow row, long run, long publishedAt) throws UnfitValueException {
        Object[] values = row.values();
        int added = 0;
        for (int i = 0; i < valueTypes.length; i++) {
            try {
                added += columns[i].add(valueTypes[i], values[i]);
            } catch (ArithmeticException unfit) {
                for (int before = 0; before < i; before++) {
                    columns[before].dropLast();
                }
                throw new UnfitValueException(type.columns().get(i).name(), unfit.getMessage());
            }
        }
        size += added + addSystem(row, run, publishedAt);
        rows++;
    }

    private int addSystem(TableRow row, long run, long publishedAt) {
        int next = valueTypes.length;
        if (type instanceof FactType) {
            columns[next].addLong(row.version(run));
            columns[next + 1].addByte(row.kind() == TableRow.Kind.TOMBSTONE ? 1 : 0);
            columns[next + 2].addLong(publishedAt);
            return FACT_SYSTEM_BYTES;
        }
        columns[next].addInt((int) run);
        columns[columns.length - 1].addLong(publishedAt);
        return isTokened ? TOKENED_SYSTEM_BYTES : JOURNAL_SYSTEM_BYTES;
    }

    /** Whether its table knows batches by a token, and so each row says which insert wrote it. */
    boolean isTokened() {
        return isTokened;
    }

    /** Says in each row which insert writes it, once before the block is written. */
    void stamp(long batch) {
        for (int row = 0; row < rows; row++) {
            columns[valueTypes.length + 1].addLong(batch);
        }
    }

    int rows() {
        return rows;
    }

    /** Bytes of all rows, without names and types. */
    int size() {
        return size;
    }

    int capacity() {
        return Arrays.stream(columns).mapToInt(NativeColumn::capacity).sum();
    }

    void writeTo(OutputStream out) throws IOException {
        NativeBlock.write(columns, rows, out);
    }

    /** Removes all rows; the memory they took stays for the next ones. */
    void clear() {
        for (NativeColumn column : columns) {
            column.clear();
        }
        rows = 0;
        size = 0;
    }
}
