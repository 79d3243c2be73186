package dev.crmpulse.connectors.clickhouse;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads blocks of ClickHouse's Native format by what its columns say of themselves, as ClickHouse's documents say. */
final class NativeRows {
    private final ByteBuffer bytes;

    private NativeRows(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The rows of a batch; times as milliseconds, decimals as {@link BigDecimal}, maps in their order. */
    static List<List<Object>> of(InsertBatch batch) throws IOException {
        List<List<Object>> rows = of(BatchEncoder.raw(batch));
        if (rows.size() != batch.rows()) {
            throw new AssertionError(rows.size() + " rows and not " + batch.rows());
        }
        return rows;
    }

    /** The rows of all blocks. */
    static List<List<Object>> of(byte[] blocks) {
        NativeRows reading = new NativeRows(blocks);
        List<List<Object>> rows = new ArrayList<>();
        while (reading.bytes.hasRemaining()) {
            rows.addAll(reading.rows());
        }
        return rows;
    }

    private List<List<Object>> rows() {
        int columns = length();
        List<List<Object>> rows = new ArrayList<>();
        int count = length();
        for (int i = 0; i < count; i++) {
            rows.add(new ArrayList<>());
        }
        for (int i = 0; i < columns; i++) {
            text();
            List<Object> values = values(text(), count);
            for (int row = 0; row < count; row++) {
                rows.get(row).add(values.get(row));
            }
        }
        return rows;
    }

    private List<Object> values(String type, int count) {
        if (type.startsWith("Nullable(")) {
            List<Object> nulls = times(count, () -> (int) bytes.get());
            List<Object> values = values(type.replaceFirst("Nullable\\((.*)\\)", "$1"), count);
            for (int i = 0; i < count; i++) {
                values.set(i, nulls.get(i).equals(1) ? null : values.get(i));
            }
            return values;
        }
        if (type.startsWith("Map(")) {
            String[] parts = type.replaceFirst("Map\\((.*)\\)", "$1").split(", ", 2);
            List<Object> ends = times(count, bytes::getLong);
            int entries = count == 0 ? 0 : (int) (long) (Long) ends.get(count - 1);
            List<Object> keys = values(parts[0], entries);
            List<Object> values = values(parts[1], entries);
            int[] next = new int[1];
            return new ArrayList<>(ends.stream()
                    .map(end -> {
                        Map<Object, Object> map = new LinkedHashMap<>();
                        while (next[0] < (Long) end) {
                            map.put(keys.get(next[0]), values.get(next[0]));
                            next[0]++;
                        }
                        return map;
                    })
                    .toList());
        }
        return times(count, () -> value(type));
    }

    private static List<Object> times(int count, Supplier<Object> value) {
        Object[] values = new Object[count];
        Arrays.setAll(values, i -> value.get());
        return Arrays.asList(values);
    }

    private Object value(String type) {
        return switch (type) {
            case "String" -> text();
            case "UInt8" -> (int) bytes.get();
            case "Int16" -> bytes.getShort();
            case "UInt32" -> Integer.toUnsignedLong(bytes.getInt());
            case "UInt64", "Int64", "DateTime64(3, 'UTC')" -> bytes.getLong();
            case "Decimal(18, 3)" -> new BigDecimal(BigInteger.valueOf(bytes.getLong()), 3);
            case "Decimal(18, 4)" -> new BigDecimal(BigInteger.valueOf(bytes.getLong()), 4);
            default -> throw new AssertionError("no reader for " + type);
        };
    }

    private int length() {
        int length = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes.get();
            length |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return length;
    }

    private String text() {
        byte[] utf8 = new byte[length()];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
