package dev.crmpulse.dashboards;

import java.util.Objects;

/**
 * A column or series of a panel.
 *
 * @param width of a column in pixels, null for its share
 * @param cell what a table draws, null for text
 * @param link whether it leads to the history of the lead or deal of its row, whose columns {@code tenant} and {@code id} name it
 * @param dashed whether its line is dashed: what others reach, or a target
 */
public record Field(String en, String zh, Look look, Integer width, Cell cell, boolean link, boolean dashed) {
    /** What a cell of a table shows beside its text. */
    public enum Cell {
        /** Text in the colour of its value. */
        COLOR,
        /** A bar as long as its value. */
        BAR
    }

    public Field {
        Objects.requireNonNull(en, "en of a field");
        Objects.requireNonNull(zh, "zh of a field");
        look = look == null ? Look.PLAIN : look;
    }

    Text title() {
        return new Text(en, zh);
    }
}
