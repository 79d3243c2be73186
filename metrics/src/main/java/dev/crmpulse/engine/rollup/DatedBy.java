package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.event.Codes;

/** Which of its two times puts a fact into a window. */
public enum DatedBy {
    /** When it began: the cohort, open ones included. */
    STARTED_AT("started_at"),
    /** When it ended: what was completed in the window; open ones are in none. */
    ENDED_AT("ended_at");

    static final Codes<DatedBy> CODES = Codes.fromOne(STARTED_AT, ENDED_AT);

    private final String label;

    DatedBy(String label) {
        this.label = label;
    }

    /** The name of the column. */
    public String label() {
        return label;
    }
}
