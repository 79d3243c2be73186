package dev.crmpulse.jobs.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What deliveries are counted by: the day on which their events happened is the same wherever they are counted, and however
 * often they are sent.
 *
 * @param source who sent them, empty where that could not be read
 * @param dayMillis begin of the day (UTC)
 */
public record EventDay(String tenant, String source, long dayMillis) {
    private static final long DAY_MILLIS = 86_400_000;

    /** Counts by day until they are handed over. */
    public static final class Counters<C> {
        private final Supplier<C> create;
        private final Map<EventDay, C> byDay = new LinkedHashMap<>();
        private EventDay last = new EventDay("", "", Long.MIN_VALUE);
        private C ofLast;

        public Counters(Supplier<C> create) {
            this.create = create;
        }

        /** The counts of a day; events that follow one another are of the same one as a rule. */
        public C of(String tenant, String source, long timeMillis) {
            long day = Math.floorDiv(timeMillis, DAY_MILLIS) * DAY_MILLIS;
            if (day != last.dayMillis || !source.equals(last.source) || !tenant.equals(last.tenant)) {
                last = new EventDay(tenant, source, day);
                ofLast = byDay.computeIfAbsent(last, unknown -> create.get());
            }
            return ofLast;
        }

        /** Hands over all counts and forgets them. */
        public void drain(BiConsumer<EventDay, C> to) {
            byDay.forEach(to);
            byDay.clear();
            last = new EventDay("", "", Long.MIN_VALUE);
        }
    }
}
