package dev.crmpulse.metrics.pipeline;

import java.io.IOException;
import java.util.Locale;

/** Where a deal stands that is not deleted. */
public enum Outcome {
    OPEN(0),
    WON(1),
    LOST(2);

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
            default -> throw new IOException("unknown outcome code " + code);
        };
    }
}
