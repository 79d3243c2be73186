package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.files.SourceRow;
import java.util.Map;
import java.util.regex.Pattern;

/** A text made of a row. Blank is the same as absent. */
interface Value {
    /** The text, or null where the row has none. */
    String of(SourceRow row);

    /** The field that is absent where {@link #of} gives null. */
    String missingField(SourceRow row);

    /** Whether the record does not have a field that the text is made of, not even an empty one. */
    boolean lacksField(SourceRow row);

    /** What to do with a value that a value map does not list. */
    enum Unlisted {
        KEEP,
        REJECT
    }

    /** A text that is made of another one. */
    interface Derived extends Value {
        /** The other one. */
        Value from();

        @Override
        default String missingField(SourceRow row) {
            return from().missingField(row);
        }

        @Override
        default boolean lacksField(SourceRow row) {
            return from().lacksField(row);
        }
    }

    /** A text without the prefix it begins with, if it does. */
    record WithoutPrefix(Value from, String prefix) implements Derived {
        @Override
        public String of(SourceRow row) {
            String text = from.of(row);
            return text == null || !text.startsWith(prefix) ? text : orNull(text.substring(prefix.length()));
        }
    }

    /** A text with all matches of a pattern replaced. */
    record Replaced(Value from, Pattern pattern, String with) implements Derived {
        @Override
        public String of(SourceRow row) {
            String text = from.of(row);
            return text == null ? null : orNull(pattern.matcher(text).replaceAll(with));
        }
    }

    /** A text translated by a value map. */
    record Translated(Value from, Map<String, String> translations, Unlisted unlisted) implements Derived {
        @Override
        public String of(SourceRow row) {
            String text = from.of(row);
            if (text == null) {
                return null;
            }
            String translation = translations.get(text);
            if (translation == null && unlisted == Unlisted.REJECT) {
                throw new UnfitRow("unlisted value", "'" + Excerpt.of(text) + "' is not in the map");
            }
            return translation == null ? text : translation;
        }
    }

    /** A text translated by a value map, or another one where it is absent or not listed. */
    record TranslatedOr(Value from, Map<String, String> translations, String otherwise) implements Derived {
        @Override
        public String of(SourceRow row) {
            String text = from.of(row);
            return text == null ? otherwise : translations.getOrDefault(text, otherwise);
        }
    }

    /** A text, or another one where it is absent. */
    record Otherwise(Value from, String otherwise) implements Derived {
        @Override
        public String of(SourceRow row) {
            String text = from.of(row);
            return text == null ? otherwise : text;
        }
    }

    private static String orNull(String text) {
        return text.isBlank() ? null : text;
    }
}
