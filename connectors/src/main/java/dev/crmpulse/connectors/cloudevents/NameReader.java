package dev.crmpulse.connectors.cloudevents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Passes over the names of members and says what they stand for. It expects the names of an object in the order they had in
 * the one before, so that nearly every name costs one comparison; where the expectation fails it looks the name up.
 */
final class NameReader<E extends Enum<E>> {
    /** Half of the places stay empty, so that a search is short. */
    private static final int PLACES_PER_NAME = 2;

    private final Name<E>[] names;
    private final Name<E> begin = new Name<>("", null);
    private Name<E> last = begin;
    private E meaning;

    /** A name that stands for something. */
    private static final class Name<E> {
        private final byte[] bytes;
        /** With its quotes and the colon, as most senders write it. */
        private final byte[] written;

        private final E meaning;
        private Name<E> next;

        Name(String name, E meaning) {
            this.bytes = name.getBytes(StandardCharsets.UTF_8);
            this.written = ('"' + name + "\":").getBytes(StandardCharsets.UTF_8);
            this.meaning = meaning;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java makes no arrays of generic types
    NameReader(E[] all, Function<E, String> name) {
        names = new Name[2 * Integer.highestOneBit(all.length * PLACES_PER_NAME)];
        for (E one : all) {
            Name<E> known = new Name<>(name.apply(one), one);
            names[place(known.bytes, 0, known.bytes.length)] = known;
        }
    }

    /** Expects the first name of an object. */
    void start() {
        last = begin;
    }

    /** Passes over a name and its colon; false where it is not plain. */
    boolean pass(PlainJson json) {
        Name<E> name = last.next;
        if (name == null || !json.pass(name.written)) {
            if (!json.passName()) {
                return false;
            }
            name = names[place(json.bytes(), json.from(), json.to())];
            if (name == null) {
                meaning = null;
                return true;
            }
            last.next = name;
        }
        last = name;
        meaning = name.meaning;
        return true;
    }

    /** What the name passed last stands for, null where that is nothing. */
    E meaning() {
        return meaning;
    }

    /** Where a name stands, or may be put. */
    private int place(byte[] bytes, int from, int to) {
        int place = ByteWords.hash(bytes, from, to) & (names.length - 1);
        while (names[place] != null
                && !Arrays.equals(names[place].bytes, 0, names[place].bytes.length, bytes, from, to)) {
            place = (place + 1) & (names.length - 1);
        }
        return place;
    }
}
