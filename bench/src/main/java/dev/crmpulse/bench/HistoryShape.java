package dev.crmpulse.bench;

import java.time.Duration;
import java.util.Locale;

/**
 * What a made-up history is like.
 *
 * @param isMixed whether any lead goes on next, and not each in turn
 * @param leadsAtOnce how many leads are worked on at the same time; each has twenty events
 * @param spacing mean time between two events of the whole history
 * @param delayedPercent of events that arrive later than others that happened after them, by up to {@link #LONGEST_DELAY}
 * @param repeatedPercent of events that are delivered once more, later
 * @param tiedPercent of events that happen in the very millisecond of the one before
 */
record HistoryShape(
        boolean isMixed, int leadsAtOnce, Duration spacing, int delayedPercent, int repeatedPercent, int tiedPercent) {
    static final Duration LONGEST_DELAY = Duration.ofHours(1);

    HistoryShape withLeads(int atOnce) {
        return new HistoryShape(isMixed, atOnce, spacing, delayedPercent, repeatedPercent, tiedPercent);
    }

    /** To how many people leads are given. */
    int owners() {
        return isMixed ? 97 : 1;
    }

    /** In words, for a reader of the figures. */
    String describe(int events, int leads) {
        String size = String.format(Locale.ROOT, "%,d events of %,d leads", events, leads);
        return isMixed
                ? "mixed: " + size + ", " + delayedPercent + " % delayed up to an hour, " + repeatedPercent
                        + " % repeated, " + tiedPercent + " % in the same millisecond"
                : "in order: " + size;
    }

    /** 5,000 leads after 5,000 others, each in the same order, nothing late: what is kept of a lead is touched once. */
    static HistoryShape inOrder() {
        return new HistoryShape(false, 5_000, Duration.ofMillis(100), 0, 0, 0);
    }

    /** Sixty days of all leads at once, however many events those have, as a CRM sends them. */
    static HistoryShape mixed(int events, int delayedPercent, int repeatedPercent, int tiedPercent) {
        return new HistoryShape(
                true,
                Math.max(1, events / BenchEvents.EVENTS_PER_LEAD),
                Duration.ofDays(60).dividedBy(Math.max(1, events)),
                delayedPercent,
                repeatedPercent,
                tiedPercent);
    }
}
