package dev.crmpulse.engine.rollup;

/**
 * Which of its facts a window sums: all, or those with one text of a dimension.
 *
 * @param dimension such as {@code country}; empty where it is all of them
 * @param value such as {@code FR}; empty for those of which it is unknown
 */
public record WindowSlice(String dimension, String value) {
    /** All facts. */
    public static final WindowSlice ALL = new WindowSlice("", "");

    boolean isAll() {
        return dimension.isEmpty();
    }
}
