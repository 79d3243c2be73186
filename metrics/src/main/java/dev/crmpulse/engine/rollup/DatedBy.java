package dev.crmpulse.engine.rollup;

import java.io.IOException;

/** Which of its two times puts a fact into a window. */
public enum DatedBy {
    /** When it began: the cohort, open ones included. */
    STARTED_AT(1, "started_at"),
    /** When it ended: what was completed in the window; open ones are in none. */
    ENDED_AT(2, "ended_at");

    private final int code;
    private final String label;

    DatedBy(int code, String label) {
        this.code = code;
        this.label = label;
    }

    static DatedBy ofCode(int code) throws IOException {
        for (DatedBy datedBy : values()) {
            if (datedBy.code == code) {
                return datedBy;
            }
        }
        throw new IOException("unknown dating code " + code + ": the state was written by a newer release");
    }

    /** Stable number in state and on the wire. */
    int code() {
        return code;
    }

    /** The name of the column. */
    public String label() {
        return label;
    }
}
