package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.JsonNode;

/** How wide columns of tables are, and what their names and the words for their values need, in pixels, roughly. */
final class TableWidths {
    /** A column without a width of its own is not narrower. */
    static final int LEAST = 150;

    private static final double OF_A_GRID_COLUMN = 58.5;
    private static final int PADDING = 16;
    private static final double LATIN = 6.6;
    private static final double LATIN_OF_A_NAME = 7.4;
    private static final double HAN = 14.3;
    private static final int FIRST_WIDE = 0x2e80;

    private TableWidths() {}

    /** Of a panel so many columns of the grid wide, on a screen of 1440. */
    static int ofPanel(int columns) {
        return (int) (columns * OF_A_GRID_COLUMN) - 6;
    }

    /** The width that the board gives a column, 0 for none. */
    static int given(JsonNode override) {
        for (JsonNode property : override.get("properties")) {
            if (property.get("id").asText().equals("custom.width")) {
                return property.get("value").asInt();
            }
        }
        return 0;
    }

    /** The width of its name or its longest word. */
    static int neededBy(JsonNode override) {
        double needed = 0;
        for (JsonNode property : override.get("properties")) {
            if (property.get("id").asText().equals("displayName")) {
                needed = Math.max(needed, of(property.get("value").asText(), LATIN_OF_A_NAME));
            }
            if (property.get("id").asText().equals("unit")
                    && property.get("value").asText().equals("dateTimeAsIso")) {
                // as wide as names, but for the colons and the space
                needed = Math.max(needed, of("2026-11-30 08:47:48", LATIN_OF_A_NAME) - 3);
            }
            if (property.get("id").asText().equals("mappings")) {
                for (JsonNode word : property.at("/value/0/options")) {
                    needed = Math.max(needed, of(word.get("text").asText(), LATIN));
                }
            }
        }
        return (int) needed;
    }

    private static double of(String text, double latin) {
        return PADDING
                + text.chars().mapToDouble(c -> c < FIRST_WIDE ? latin : HAN).sum();
    }
}
