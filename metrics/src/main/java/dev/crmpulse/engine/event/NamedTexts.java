package dev.crmpulse.engine.event;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Texts under names of the sender's choice, in the order of the names, such as planned dates or dimensions. Of an event an
 * empty text clears its name. All that are empty are one object, for hardly any event has them.
 */
public final class NamedTexts {
    /** No name at all. */
    public static final NamedTexts NONE = new NamedTexts(Collections.emptySortedMap());

    private final SortedMap<String, String> texts;

    private NamedTexts(SortedMap<String, String> texts) {
        this.texts = texts;
    }

    public static NamedTexts of(Map<String, String> texts) {
        if (texts.isEmpty()) {
            return NONE;
        }
        SortedMap<String, String> ordered = inOrder();
        ordered.putAll(texts);
        return new NamedTexts(Collections.unmodifiableSortedMap(ordered));
    }

    /** As the database orders names. */
    private static SortedMap<String, String> inOrder() {
        return new TreeMap<>(OrderKey::compareCodePoints);
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** The text under a name, empty where there is none. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /** Whether a name is given, but with no text: cleared. */
    public boolean clears(String name) {
        return texts.containsKey(name) && text(name).isEmpty();
    }

    /** All of them. */
    public SortedMap<String, String> asMap() {
        return texts;
    }

    /** What holds after these were said on top of what held before: of each name the later text, and no cleared name. */
    public NamedTexts over(NamedTexts before) {
        if (isEmpty()) {
            return before;
        }
        SortedMap<String, String> merged = inOrder();
        merged.putAll(before.texts);
        merged.putAll(texts);
        merged.values().removeIf(String::isEmpty);
        return of(merged);
    }

    /** So many of them, those whose names come first. */
    public NamedTexts first(int most) {
        if (texts.size() <= most) {
            return this;
        }
        SortedMap<String, String> kept = inOrder();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (kept.size() < most) {
                kept.put(text.getKey(), text.getValue());
            }
        }
        return of(kept);
    }

    /** Their number, then names and texts. */
    public NamedTexts fields(BinaryFields f) throws IOException {
        int count = f.varInt(texts.size());
        if (!f.isReading()) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                f.text(text.getKey());
                f.text(text.getValue());
            }
            return this;
        }
        SortedMap<String, String> read = inOrder();
        for (int i = 0; i < count; i++) {
            String name = f.text("");
            read.put(name, f.text(""));
        }
        return of(read);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedTexts named && texts.equals(named.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    @Override
    public String toString() {
        return texts.toString();
    }
}
