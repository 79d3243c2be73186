package dev.crmpulse.connectors.clickhouse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of ClickHouse's Native format that was encoded before, read where a table refused it: then its rows are wanted, which
 * lie in it column by column.
 */
final class NativeBlock {
    private final byte[] bytes;
    private final List<Column> columns = new ArrayList<>();
    private final int rows;
    private int at;

    private record Column(String name, String typeName, NativeType type, int start) {}

    /** @param bytes one block */
    NativeBlock(byte[] bytes) {
        this.bytes = bytes;
        int count = nextLength();
        rows = nextLength();
        for (int i = 0; i < count; i++) {
            String name = nextText();
            String typeName = nextText();
            NativeType type = NativeType.of(typeName);
            columns.add(new Column(name, typeName, type, at));
            at = type.end(bytes, at, rows);
        }
        if (at != bytes.length) {
            throw new IllegalArgumentException("a block of " + at + " bytes has " + bytes.length);
        }
    }

    /** Writes a block of columns that have so many values each. */
    static void write(NativeColumn[] columns, int rows, OutputStream out) throws IOException {
        ByteRun head = new ByteRun();
        head.putLength(columns.length);
        head.putLength(rows);
        head.writeTo(out);
        for (NativeColumn column : columns) {
            column.writeTo(out);
        }
    }

    int rows() {
        return rows;
    }

    /** A block of the rows {@code from} to {@code to}. */
    byte[] slice(int from, int to) {
        ByteRun out = new ByteRun();
        out.putLength(columns.size());
        out.putLength(to - from);
        for (Column column : columns) {
            out.putText(column.name());
            out.putText(column.typeName());
            column.type().slice(bytes, column.start(), rows, from, to, out);
        }
        return out.toByteArray();
    }

    boolean has(String column) {
        return columns.stream().anyMatch(candidate -> candidate.name().equals(column));
    }

    /** Writes a number of eight bytes into each row of a column, in the bytes that were read. */
    void fill(String column, long value) {
        ByteBuffer values =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(start(column));
        for (int row = 0; row < rows; row++) {
            values.putLong(value);
        }
    }

    /** What the first row has in a column of texts. */
    String firstText(String column) {
        at = start(column);
        return nextText();
    }

    /** What the first row has in a column of eight bytes. */
    long firstLong(String column) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(start(column));
    }

    /** What the first row has in a column of one byte. */
    int firstByte(String column) {
        return bytes[start(column)];
    }

    /** Where the bytes end whose number is there. */
    static int skipBytes(byte[] block, int start) {
        return afterLength(block, start) + lengthAt(block, start);
    }

    /** A number of seven bits a byte. */
    private static int lengthAt(byte[] block, int start) {
        int length = block[start] & 0x7F;
        for (int i = 1; block[start + i - 1] < 0; i++) {
            length |= (block[start + i] & 0x7F) << (7 * i);
        }
        return length;
    }

    private static int afterLength(byte[] block, int start) {
        int at = start;
        while (block[at] < 0) {
            at++;
        }
        return at + 1;
    }

    private int nextLength() {
        int length = lengthAt(bytes, at);
        at = afterLength(bytes, at);
        return length;
    }

    private String nextText() {
        int begin = afterLength(bytes, at);
        at = skipBytes(bytes, at);
        return new String(bytes, begin, at - begin, StandardCharsets.UTF_8);
    }

    private int start(String column) {
        return columns.stream()
                .filter(candidate -> candidate.name().equals(column))
                .findFirst()
                .orElseThrow()
                .start();
    }
}
