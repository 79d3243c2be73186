package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.files.SourceRow;
import java.time.DateTimeException;

/**
 * A named part of an event and how a row gives it.
 *
 * @param empty what a row states whose field has no value
 */
record Attribute(String name, Value value, Conversion conversion, Empty empty) {

    /** What a field without a value stands for. */
    enum Empty {
        /** Nothing is known: what was known before stays. */
        MISSING("missing"),
        /** There is none any more: the event says null. */
        CLEARS("clears");

        private final String written;

        Empty(String written) {
            this.written = written;
        }

        /** The word for it in a mapping. */
        String written() {
            return written;
        }
    }

    Attribute(String name, Value value, Conversion conversion) {
        this(name, value, conversion, Empty.MISSING);
    }

    /** Whether a row that gives no value says that there is none any more: it has the fields, and they are empty. */
    boolean clears(SourceRow row) {
        return empty == Empty.CLEARS && !value.lacksField(row);
    }

    /**
     * The converted value.
     *
     * @throws UnfitRow when the row has none, or one that cannot be converted
     */
    Object required(SourceRow row) {
        Object found = optional(row);
        if (found == null) {
            throw new UnfitRow("no " + name, "field '" + value.missingField(row) + "' is empty");
        }
        return found;
    }

    /** Whether half of a surrogate pair is without its other half: an emoji that was cut, or escaped by halves. */
    private static boolean isCut(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /**
     * The converted value, or null where the row has none.
     *
     * @throws UnfitRow when it cannot be converted
     */
    Object optional(SourceRow row) {
        try {
            String text = value.of(row);
            if (text == null) {
                return null;
            }
            if (isCut(text)) {
                throw new UnfitRow("bad " + name, "it holds half of a character, which no table can keep");
            }
            return conversion.of(text);
        } catch (UnfitRow unfit) {
            throw new UnfitRow(unfit.reason(), name + ": " + unfit.getMessage());
        } catch (DateTimeException | IllegalArgumentException invalid) {
            throw new UnfitRow("bad " + name, invalid.getMessage());
        }
    }
}
