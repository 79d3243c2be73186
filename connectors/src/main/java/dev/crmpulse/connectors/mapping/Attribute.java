package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.files.SourceRow;
import java.time.DateTimeException;

/** A named part of an event and how a row gives it. */
record Attribute(String name, Value value, Conversion conversion) {

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

    /**
     * The converted value, or null where the row has none.
     *
     * @throws UnfitRow when it cannot be converted
     */
    Object optional(SourceRow row) {
        try {
            String text = value.of(row);
            return text == null ? null : conversion.of(text);
        } catch (UnfitRow unfit) {
            throw new UnfitRow(unfit.reason(), name + ": " + unfit.getMessage());
        } catch (DateTimeException | IllegalArgumentException invalid) {
            throw new UnfitRow("bad " + name, invalid.getMessage());
        }
    }
}
