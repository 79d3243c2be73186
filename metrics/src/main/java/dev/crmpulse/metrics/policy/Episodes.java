package dev.crmpulse.metrics.policy;

import java.util.Locale;

/** How often an SLA is made to the same lead or deal. */
public enum Episodes {
    /** Once, whatever happens later. */
    ONCE,
    /** Anew by each start while none runs. */
    EACH,
    /** Anew by each start; one that runs ends there. */
    RESTART;

    /** The name in files. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
