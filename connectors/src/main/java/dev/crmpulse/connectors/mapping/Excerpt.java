package dev.crmpulse.connectors.mapping;

/** The beginning of a value, short enough for a message. */
final class Excerpt {
    private static final int LONGEST = 40;

    private Excerpt() {}

    static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
