package dev.crmpulse.bench.rival;

import java.util.Comparator;

/**
 * What happened, as far as the three metrics read it.
 *
 * @param id names the event, so that one delivered twice is counted once
 * @param stage into which a deal came; empty where it came into none
 */
public record Act(String id, Kind kind, long timeMillis, int sequence, String stage) {
    static final Comparator<Act> ORDER = Comparator.comparingLong(Act::timeMillis)
            .thenComparingInt(Act::sequence)
            .thenComparing(Act::kind)
            .thenComparing(Act::id);

    /** In the order of a life cycle. */
    public enum Kind {
        LEAD_CREATED,
        LEAD_ASSIGNED,
        CONTACT,
        DEAL_CREATED,
        STAGE_CHANGED,
        DEAL_WON
    }
}
