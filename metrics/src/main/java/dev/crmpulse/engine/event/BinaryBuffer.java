package dev.crmpulse.engine.event;

import java.io.DataOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte buffer to write to; unlike the streams of the JDK it takes no lock for every byte. */
public final class BinaryBuffer implements DataOutput {
    private byte[] bytes = new byte[256];
    private int size;

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** The array behind the buffer; its first {@link #size} bytes are what was written. */
    public byte[] array() {
        return bytes;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public void write(int value) {
        ensureCapacity(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] value) {
        write(value, 0, value.length);
    }

    @Override
    public void write(byte[] value, int offset, int length) {
        ensureCapacity(length);
        System.arraycopy(value, offset, bytes, size, length);
        size += length;
    }

    @Override
    public void writeBoolean(boolean value) {
        write(value ? 1 : 0);
    }

    @Override
    public void writeByte(int value) {
        write(value);
    }

    @Override
    public void writeShort(int value) {
        write(value >>> 8);
        write(value);
    }

    @Override
    public void writeChar(int value) {
        writeShort(value);
    }

    @Override
    public void writeInt(int value) {
        ensureCapacity(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    @Override
    public void writeLong(long value) {
        writeInt((int) (value >>> 32));
        writeInt((int) value);
    }

    @Override
    public void writeFloat(float value) {
        writeInt(Float.floatToIntBits(value));
    }

    @Override
    public void writeDouble(double value) {
        writeLong(Double.doubleToLongBits(value));
    }

    @Override
    public void writeBytes(String text) {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void writeChars(String text) {
        text.chars().forEach(this::writeChar);
    }

    @Override
    public void writeUTF(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeShort(utf8.length);
        write(utf8);
    }

    private void ensureCapacity(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
