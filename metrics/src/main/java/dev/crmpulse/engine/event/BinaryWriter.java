package dev.crmpulse.engine.event;

import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the fields it walks through to a growing array; unlike the streams of the JDK it takes no lock for every byte. */
public final class BinaryWriter extends BinaryFields {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int LONGEST_VAR_LONG = 10;
    private static final int ONE_BYTE = 0x80;

    private byte[] bytes = new byte[256];
    private int size;

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Hands on what was written. */
    public void writeTo(DataOutput out) throws IOException {
        out.write(bytes, 0, size);
    }

    @Override
    public boolean isReading() {
        return false;
    }

    @Override
    public int octet(int now) {
        ensureCapacity(1);
        bytes[size++] = (byte) now;
        return now;
    }

    @Override
    public short fixedShort(short now) {
        octet(now >>> 8);
        octet(now);
        return now;
    }

    @Override
    public int fixedInt(int now) {
        ensureCapacity(Integer.BYTES);
        INT.set(bytes, size, now);
        size += Integer.BYTES;
        return now;
    }

    @Override
    public long fixedLong(long now) {
        ensureCapacity(Long.BYTES);
        LONG.set(bytes, size, now);
        size += Long.BYTES;
        return now;
    }

    @Override
    public long varLong(long now) {
        ensureCapacity(LONGEST_VAR_LONG);
        long rest = now;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return now;
    }

    @Override
    public boolean flag(boolean now) {
        octet(now ? 1 : 0);
        return now;
    }

    @Override
    public String text(String now) {
        int length = now.length();
        if (length >= ONE_BYTE || !ascii(now, length)) {
            bytes(now.getBytes(StandardCharsets.UTF_8));
        }
        return now;
    }

    /** Most texts are short and of one byte a character: they need no array of their own. */
    private boolean ascii(String text, int length) {
        ensureCapacity(1 + length);
        int start = size + 1;
        for (int i = 0; i < length; i++) {
            char next = text.charAt(i);
            if (next >= ONE_BYTE) {
                return false;
            }
            bytes[start + i] = (byte) next;
        }
        bytes[size] = (byte) length;
        size = start + length;
        return true;
    }

    @Override
    public byte[] bytes(byte[] now) {
        varLong(now.length);
        append(now, now.length);
        return now;
    }

    @Override
    public BigDecimal decimal(BigDecimal now) {
        if (now == null) {
            octet(0);
        } else {
            bytes(now.unscaledValue().toByteArray());
            fixedInt(now.scale());
        }
        return now;
    }

    @Override
    public long time(long now) {
        if (flag(now != BinaryCodec.NO_TIME)) {
            fixedLong(now);
        }
        return now;
    }

    @Override
    public <E extends Enum<E>> E code(E now, Codes<E> codes) {
        octet(codes.codeOf(now));
        return now;
    }

    /** Puts before all that was written since a place how long it is, as {@link #bytes} does. */
    public void insertLength(int start) {
        byte[] part = Arrays.copyOfRange(bytes, start, size);
        size = start;
        bytes(part);
    }

    private void append(byte[] more, int length) {
        ensureCapacity(length);
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
    }

    private void ensureCapacity(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
