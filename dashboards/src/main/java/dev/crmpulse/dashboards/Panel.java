package dev.crmpulse.dashboards;

import java.util.Map;
import java.util.Objects;

/**
 * One figure, curve or table of a board.
 *
 * @param description what it means, and the metric and view it comes from
 * @param width of the 24 columns of a board
 * @param unit Grafana's name of it; null for tables, whose columns have their own
 * @param badFrom value from which on it is shown as bad; null where none is
 * @param columns what the columns of a table are called, by their names in the query; null for others
 * @param sql with the macros of Grafana's ClickHouse plugin
 */
public record Panel(
        Text title,
        Text description,
        Kind kind,
        int width,
        String unit,
        Long badFrom,
        Map<String, Column> columns,
        String sql) {
    private static final int BOARD_WIDTH = 24;

    /** What it looks like. */
    public enum Kind {
        STAT,
        TIMESERIES,
        BARS,
        TABLE;

        int height() {
            return this == STAT ? 4 : 8;
        }
    }

    /** A column of a table. */
    public record Column(String en, String zh, String unit) {
        Text title() {
            return new Text(en, zh);
        }
    }

    public Panel {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sql, "sql");
        if (width < 1 || width > BOARD_WIDTH) {
            throw new IllegalArgumentException("panel '" + title.en() + "' is 1 to 24 columns wide, not " + width);
        }
        if ((kind == Kind.TABLE) != (columns != null)) {
            throw new IllegalArgumentException("panel '" + title.en() + "': tables, and only they, name columns");
        }
        if ((kind == Kind.TABLE) == (unit != null)) {
            throw new IllegalArgumentException("panel '" + title.en() + "': all but tables have a unit");
        }
    }
}
