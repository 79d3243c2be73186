package dev.crmpulse.connectors.cloudevents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/** Finds what a name stands for by the bytes of the name. */
final class NameTable<E extends Enum<E>> {
    /** Half of the places stay empty, so that a search is short. */
    private static final int PLACES_PER_NAME = 2;

    private final byte[][] names;
    private final E[] meanings;
    private final int mask;

    NameTable(E[] all, Function<E, String> name) {
        int places = Integer.highestOneBit(all.length * PLACES_PER_NAME) * 2;
        names = new byte[places][];
        meanings = Arrays.copyOf(all, places);
        mask = places - 1;
        for (E one : all) {
            byte[] bytes = name.apply(one).getBytes(StandardCharsets.UTF_8);
            int place = place(bytes, 0, bytes.length);
            names[place] = bytes;
            meanings[place] = one;
        }
    }

    /** What the name between two places means, null where it is none of the table. */
    E find(byte[] bytes, int from, int to) {
        int place = place(bytes, from, to);
        return names[place] == null ? null : meanings[place];
    }

    /** Where a name stands, or may be put. */
    private int place(byte[] bytes, int from, int to) {
        int place = ByteWords.hash(bytes, from, to) & mask;
        while (names[place] != null && !Arrays.equals(names[place], 0, names[place].length, bytes, from, to)) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
