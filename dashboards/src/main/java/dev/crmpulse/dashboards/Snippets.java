package dev.crmpulse.dashboards;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pieces of SQL by name, which stand for {@code #{name}} in queries and in one another. */
record Snippets(Map<String, String> pieces) {
    private static final Pattern PLACE = Pattern.compile("#\\{(\\w+)}");
    private static final int DEEPEST = 8;

    /**
     * The query with its snippets in place.
     *
     * @throws IllegalArgumentException where one is unknown, or holds itself
     */
    String fill(String sql) {
        String filled = sql.strip();
        for (int depth = 0; PLACE.matcher(filled).find(); depth++) {
            if (depth == DEEPEST) {
                throw new IllegalArgumentException("snippets hold one another in: " + sql);
            }
            filled = PLACE.matcher(filled).replaceAll(place -> Matcher.quoteReplacement(piece(place.group(1))));
        }
        return filled;
    }

    private String piece(String name) {
        String piece = pieces.get(name);
        if (piece == null) {
            throw new IllegalArgumentException("no snippet '" + name + "'");
        }
        return piece.strip();
    }
}
