package dev.crmpulse.engine.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The compact binary forms that events and fold states are written in. */
public final class BinaryCodec {
    /** In states, a time that is not known or has not come; no event is that early. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final byte[] NO_BYTES = {};

    private BinaryCodec() {}

    /** Writes UTF-8 with its length in bytes. */
    public static void writeText(DataOutput out, String text) throws IOException {
        if (text.isEmpty()) {
            out.writeByte(0);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeVarLong(out, utf8.length);
        out.write(utf8, 0, utf8.length);
    }

    public static String readText(DataInput in) throws IOException {
        int length = (int) readVarLong(in);
        if (length == 0) {
            return "";
        }
        byte[] utf8 = new byte[length];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Writes seven bits a byte, small values in one byte. */
    public static void writeVarLong(DataOutput out, long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    public static long readVarLong(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number longer than 64 bits: the bytes are not what this release writes");
    }

    /** Writes a scale and the unscaled digits; null takes one byte. */
    public static void writeDecimal(DataOutput out, BigDecimal value) throws IOException {
        byte[] digits = value == null ? NO_BYTES : value.unscaledValue().toByteArray();
        writeVarLong(out, digits.length);
        if (value != null) {
            out.write(digits, 0, digits.length);
            out.writeInt(value.scale());
        }
    }

    public static BigDecimal readDecimal(DataInput in) throws IOException {
        int length = (int) readVarLong(in);
        if (length == 0) {
            return null;
        }
        byte[] digits = new byte[length];
        in.readFully(digits);
        return new BigDecimal(new BigInteger(digits), in.readInt());
    }

    /** A time as rows show it: null where it is {@link #NO_TIME}. */
    public static Long orNull(long millis) {
        return millis == NO_TIME ? null : (Long) millis;
    }
}
