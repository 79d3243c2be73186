package dev.crmpulse.engine.policy;

import java.util.Locale;

/** What an SLA is made for, or what goes through a funnel. */
public enum Entity {
    LEAD,
    DEAL,
    TICKET;

    private final String written = name().toLowerCase(Locale.ROOT);

    /** The name in files and rows. */
    public String written() {
        return written;
    }
}
