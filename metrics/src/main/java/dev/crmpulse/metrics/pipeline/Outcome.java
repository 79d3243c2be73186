package dev.crmpulse.metrics.pipeline;

import java.io.IOException;
import java.util.Locale;

/** Where a deal stands. */
public enum Outcome {
    OPEN(0),
    WON(1),
    LOST(2),
    /** Deleted in the CRM: no row shows it until it is reopened. */
    DELETED(3);

    private final int code;

    Outcome(int code) {
        this.code = code;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Stable number in state. */
    int code() {
        return code;
    }

    static Outcome ofCode(int code) throws IOException {
        return switch (code) {
            case 0 -> OPEN;
            case 1 -> WON;
            case 2 -> LOST;
            case 3 -> DELETED;
            default -> throw new IOException("unknown outcome code " + code);
        };
    }
}
