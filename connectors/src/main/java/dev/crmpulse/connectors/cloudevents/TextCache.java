package dev.crmpulse.connectors.cloudevents;

import java.util.Arrays;

/**
 * Gives texts that come again and again, such as types, tenants and owners, without making them anew. It keeps a few
 * thousand short ones, each in the one place that its hash gives it, where the next of that place takes over; a text is
 * recognised by its bytes, not by its hash.
 */
final class TextCache {
    private static final int PLACES = 1 << 12;
    private static final int LONGEST = 48;

    private final Entry[] entries = new Entry[PLACES];

    @SuppressWarnings("ArrayRecordComponent") // entries are never compared
    private record Entry(byte[] bytes, String text) {}

    /** The text of the scalar that was passed last. */
    String text(PlainJson json) {
        int from = json.from();
        int to = json.to();
        if (to - from > LONGEST) {
            return json.text();
        }
        byte[] bytes = json.bytes();
        int place = ByteWords.hash(bytes, from, to) & (PLACES - 1);
        Entry entry = entries[place];
        if (entry == null || !Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, from, to)) {
            entry = new Entry(Arrays.copyOfRange(bytes, from, to), json.text());
            entries[place] = entry;
        }
        return entry.text;
    }
}
