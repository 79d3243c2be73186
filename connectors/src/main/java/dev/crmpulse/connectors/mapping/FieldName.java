package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.files.SourceRow;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import java.util.Arrays;
import java.util.List;

/** A field that a mapping names: one of the record, or what is known of the record itself. */
record FieldName(Place place, String text, Known known) {

    /** What every record has without its file saying so. */
    enum Known {
        NONE(""),
        ROW_IN_CASE("row in case"),
        ROW_IN_FILE("row in file"),
        FILE_NAME("file name");

        private final String text;

        Known(String text) {
            this.text = text;
        }
    }

    static FieldName of(Place place, String text) {
        Known known = Arrays.stream(Known.values())
                .filter(value -> value.text.equals(text))
                .findFirst()
                .orElse(Known.NONE);
        return new FieldName(place, text, known);
    }

    /** The names that are no fields of a record. */
    static List<String> knownNames() {
        return Arrays.stream(Known.values())
                .filter(value -> value != Known.NONE)
                .map(value -> value.text)
                .toList();
    }

    /** Whether the record has the field, be it without a value. */
    boolean isIn(SourceRow row) {
        return known != Known.NONE || row.field(text) != null;
    }

    /** The value, or null where it is absent or blank. */
    String of(SourceRow row) {
        String value =
                switch (known) {
                    case NONE -> row.field(text);
                    case ROW_IN_CASE -> row.rowInCase() == 0 ? null : Long.toString(row.rowInCase());
                    case ROW_IN_FILE -> Long.toString(row.record());
                    case FILE_NAME -> row.file();
                };
        return value == null || value.isBlank() ? null : value;
    }
}
