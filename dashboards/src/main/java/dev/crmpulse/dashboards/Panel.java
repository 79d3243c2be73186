package dev.crmpulse.dashboards;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One figure, chart or table of a board.
 *
 * @param description what it means in plain words, and the metric and view it comes from
 * @param width of the 24 columns of a board
 * @param height in rows of a board, null for what is usual of its kind
 * @param look of its fields, unless {@code fields} says otherwise of one; null for plain numbers
 * @param fields what its columns or series are called and look like, by their names in the query
 * @param stacked whether its series lie on one another: parts of one whole alone
 * @param finer uid of the board that goes into it, null for none
 * @param ignores variables of the board that its figures do not follow; the description then says so
 * @param mayBeEmpty why having no row is a good state, null where it is an error
 * @param sql with the macros of Grafana's ClickHouse plugin, and {@code #{name}} for snippets
 */
public record Panel(
        Text title,
        Text description,
        Kind kind,
        int width,
        Integer height,
        Look look,
        Map<String, Field> fields,
        boolean stacked,
        String finer,
        List<String> ignores,
        String mayBeEmpty,
        String sql) {
    private static final int BOARD_WIDTH = 24;

    /** What it is drawn as. */
    public enum Kind {
        STAT,
        TIMESERIES,
        BARCHART,
        TABLE,
        STATE_TIMELINE
    }

    public Panel {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(description, "description of panel '" + title.en() + "'");
        Objects.requireNonNull(kind, "kind of panel '" + title.en() + "'");
        Objects.requireNonNull(sql, "sql of panel '" + title.en() + "'");
        if (width < 1 || width > BOARD_WIDTH) {
            throw new IllegalArgumentException("panel '" + title.en() + "' is 1 to 24 columns wide, not " + width);
        }
        look = look == null ? Look.PLAIN : look;
        fields = fields == null ? Map.of() : java.util.Collections.unmodifiableMap(fields);
        ignores = ignores == null ? List.of() : List.copyOf(ignores);
    }
}
