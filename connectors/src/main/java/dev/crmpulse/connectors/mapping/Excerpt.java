package dev.crmpulse.connectors.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** The beginning of a value, short enough for a message. */
final class Excerpt {
    private static final int LONGEST = 40;
    private static final int MOST_NAMES = 30;

    private Excerpt() {}

    /** The first of many names. */
    static String of(List<String> names) {
        String first = names.stream()
                .filter(name -> !name.isEmpty())
                .limit(MOST_NAMES)
                .map(Excerpt::of)
                .collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? first + ", …" : first;
    }

    static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
