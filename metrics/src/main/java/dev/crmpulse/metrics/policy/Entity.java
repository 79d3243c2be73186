package dev.crmpulse.metrics.policy;

import java.util.Locale;

/** What an SLA is made for, or what goes through a funnel. */
public enum Entity {
    LEAD,
    DEAL;

    private final String written = name().toLowerCase(Locale.ROOT);

    /** The name in files and rows. */
    public String written() {
        return written;
    }
}
