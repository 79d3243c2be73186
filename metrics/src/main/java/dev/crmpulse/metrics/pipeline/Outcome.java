package dev.crmpulse.metrics.pipeline;

import dev.crmpulse.engine.event.Codes;
import java.util.Locale;

/** Where a deal stands that is not deleted. */
public enum Outcome {
    OPEN,
    WON,
    LOST;

    static final Codes<Outcome> CODES = Codes.of(OPEN, WON, LOST);

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
