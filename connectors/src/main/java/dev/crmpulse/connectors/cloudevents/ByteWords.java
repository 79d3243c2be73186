package dev.crmpulse.connectors.cloudevents;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at once. */
final class ByteWords {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = '"' * EACH;
    private static final long BACKSLASHES = '\\' * EACH;
    private static final long BLANKS = ' ' * EACH;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private ByteWords() {}

    /**
     * The first place from here on that holds no ordinary ASCII character of a JSON string: a quote, a backslash, a control
     * character or a byte beyond ASCII; the end of the bytes where there is none.
     */
    static int ordinaryUntil(byte[] bytes, int from) {
        int at = from;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            long special = special((long) WORD.get(bytes, at));
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
        }
        while (at < bytes.length && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /**
     * The high bits of bytes that are no ordinary characters. A borrow may mark bytes above such a one as well, so the
     * lowest alone is sure.
     */
    private static long special(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        return (((quotes - EACH) & ~quotes) | ((backslashes - EACH) & ~backslashes) | (word - BLANKS) | word)
                & HIGH_BITS;
    }

    /** A hash of some bytes, wherever they stand. */
    static int hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = spread(hash ^ (long) WORD.get(bytes, at));
        }
        return (int) (at == to ? hash : spread(hash ^ rest(bytes, at, to)));
    }

    /** Fewer than eight bytes as a word. */
    private static long rest(byte[] bytes, int from, int to) {
        if (from + Long.BYTES <= bytes.length) {
            return (long) WORD.get(bytes, from) & ~(-1L << ((to - from) * Byte.SIZE));
        }
        long word = 0;
        for (int at = to - 1; at >= from; at--) {
            word = (word << Byte.SIZE) | (bytes[at] & 0xFF);
        }
        return word;
    }

    private static long spread(long hash) {
        long product = hash * SPREAD;
        return product ^ product >>> 32;
    }
}
