package dev.crmpulse.metrics.policy;

import java.util.Locale;

/** How the steps of a funnel must follow each other. */
public enum FunnelOrder {
    /** One after the other, none left out. */
    STRICT,
    /** A later step proves all before it. */
    IMPLIED,
    /** In any order. */
    ANY;

    /** The name in files. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
