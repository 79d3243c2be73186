package dev.crmpulse.engine.policy;

import java.util.List;
import java.util.Locale;

/** What an SLA is made for, or what goes through a funnel. */
public enum Entity {
    LEAD,
    DEAL,
    TICKET;

    /** Those that a timeline of this release keeps track of: policies may be made for these. */
    public static final List<Entity> TRACKED = List.of(LEAD, DEAL);

    private final String written = name().toLowerCase(Locale.ROOT);

    /** The name in files and rows. */
    public String written() {
        return written;
    }
}
