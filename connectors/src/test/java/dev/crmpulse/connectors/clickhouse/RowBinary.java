package dev.crmpulse.connectors.clickhouse;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads ClickHouse's RowBinary by the types of the columns, as ClickHouse's documents say. */
final class RowBinary {
    private final ByteBuffer bytes;

    private RowBinary(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The rows of a batch; times as milliseconds, decimals as {@link BigDecimal}. */
    static List<List<Object>> rows(InsertBatch batch, List<String> clickHouseTypes) throws IOException {
        RowBinary in = new RowBinary(BatchEncoder.raw(batch));
        List<List<Object>> rows = new ArrayList<>();
        while (in.bytes.hasRemaining()) {
            List<Object> row = new ArrayList<>();
            clickHouseTypes.forEach(type -> row.add(in.value(type)));
            rows.add(row);
            if (in.bytes.position() != batch.rowEnds()[rows.size() - 1]) {
                throw new AssertionError("row " + rows.size() + " ends at " + in.bytes.position());
            }
        }
        return rows;
    }

    private Object value(String type) {
        if (type.contains("Nullable(")) {
            String inner = type.replaceFirst("Nullable\\((.*)\\)", "$1");
            return bytes.get() == 1 ? null : value(inner);
        }
        return switch (type) {
            case "String", "LowCardinality(String)" -> text();
            case "UInt8" -> (int) bytes.get();
            case "UInt32" -> Integer.toUnsignedLong(bytes.getInt());
            case "UInt64", "Int64", "DateTime64(3, 'UTC')" -> bytes.getLong();
            case "Decimal(18, 3)" -> new BigDecimal(BigInteger.valueOf(bytes.getLong()), 3);
            case "Decimal(18, 4)" -> new BigDecimal(BigInteger.valueOf(bytes.getLong()), 4);
            default -> throw new AssertionError("no reader for " + type);
        };
    }

    private String text() {
        int length = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes.get();
            length |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        byte[] utf8 = new byte[length];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
