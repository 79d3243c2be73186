package dev.crmpulse.connectors.clickhouse;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes one after another, in a growing array that is kept when they are cleared. Numbers are little-endian. */
final class ByteRun {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SMALLEST_CAPACITY = 64;

    private byte[] bytes = {};
    private int size;

    void putByte(int value) {
        ensureCapacity(1);
        bytes[size++] = (byte) value;
    }

    void putShort(short value) {
        ensureCapacity(Short.BYTES);
        SHORT.set(bytes, size, value);
        size += Short.BYTES;
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

    /** Puts a length or a number of what follows, seven bits a byte. */
    void putLength(int length) {
        int rest = length;
        while (rest > 0x7F) {
            putByte((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        putByte(rest);
    }

    /** Puts the length of a text and its bytes. */
    void putText(String text) {
        putBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts the number of bytes and the bytes. */
    void putBytes(byte[] value) {
        putLength(value.length);
        append(value, 0, value.length);
    }

    /** Puts bytes as they are. */
    void append(byte[] source, int from, int length) {
        ensureCapacity(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    int size() {
        return size;
    }

    int capacity() {
        return bytes.length;
    }

    /** Takes back what was put since it had so many bytes. */
    void truncate(int formerSize) {
        size = formerSize;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensureCapacity(int more) {
        if (more > bytes.length - size) {
            int needed = Math.addExact(size, more);
            bytes = Arrays.copyOf(
                    bytes, Math.max(needed, Math.max(SMALLEST_CAPACITY, bytes.length + (bytes.length >> 1))));
        }
    }
}
