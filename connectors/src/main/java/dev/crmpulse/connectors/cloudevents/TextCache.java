package dev.crmpulse.connectors.cloudevents;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes texts of bytes, and gives texts that come again and again, such as types, tenants and owners, without making them
 * anew. It keeps a few thousand short ones, each in the one place that its hash gives it, where the next of that place
 * takes over; a text is recognised by its bytes, not by its hash.
 */
final class TextCache {
    private static final int PLACES = 1 << 12;
    private static final int LONGEST = 48;

    private final Entry[] entries = new Entry[PLACES];

    @SuppressWarnings("ArrayRecordComponent") // compared by the bytes themselves
    private record Entry(byte[] bytes, String text) {}

    /** The text of some bytes that are likely to come again. */
    String repeated(byte[] bytes, int from, int to, boolean isAscii) {
        if (to - from > LONGEST) {
            return fresh(bytes, from, to, isAscii);
        }
        int place = ByteWords.hash(bytes, from, to) & (PLACES - 1);
        Entry entry = entries[place];
        if (entry == null || !Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, from, to)) {
            entry = new Entry(Arrays.copyOfRange(bytes, from, to), fresh(bytes, from, to, isAscii));
            entries[place] = entry;
        }
        return entry.text;
    }

    /**
     * The text of some bytes that are not.
     *
     * @param isAscii spares looking at each of them
     */
    static String fresh(byte[] bytes, int from, int to, boolean isAscii) {
        Charset charset = isAscii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return new String(bytes, from, to - from, charset);
    }
}
