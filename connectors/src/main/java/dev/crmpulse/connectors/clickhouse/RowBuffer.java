package dev.crmpulse.connectors.clickhouse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of RowBinary bytes that knows where each row ends. */
final class RowBuffer {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1 << 14];
    private int size;
    private int[] rowEnds = new int[64];
    private int rows;

    void putByte(int value) {
        ensureCapacity(1);
        bytes[size++] = (byte) value;
    }

    void putInt(int value) {
        ensureCapacity(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        ensureCapacity(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    void putText(String text) {
        putBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    void putShort(short value) {
        putByte(value);
        putByte(value >>> 8);
    }

    /** Puts the length of what follows. */
    void putLength(int length) {
        int rest = length;
        while (rest > 0x7F) {
            putByte((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        putByte(rest);
    }

    void putBytes(byte[] value) {
        putLength(value.length);
        ensureCapacity(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** Marks the end of a row. */
    void endRow() {
        if (rows == rowEnds.length) {
            rowEnds = Arrays.copyOf(rowEnds, rows * 2);
        }
        rowEnds[rows++] = size;
    }

    /** Takes back what was written since the last row ended. */
    void dropUnendedRow() {
        size = rows == 0 ? 0 : rowEnds[rows - 1];
    }

    int rows() {
        return rows;
    }

    int size() {
        return size;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    int[] rowEnds() {
        return Arrays.copyOf(rowEnds, rows);
    }

    private void ensureCapacity(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
