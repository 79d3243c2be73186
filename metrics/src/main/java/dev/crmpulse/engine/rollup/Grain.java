package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.event.Codes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How long a window is, and whether it is one owner's: only where sums pay, since an hour of one owner hardly ever holds
 * more than one fact. Longer periods are sums of these, anything finer is a query over facts.
 */
public enum Grain {
    /** An hour on the tenant's clocks, of all owners: in a zone half an hour off it begins at half past of UTC. */
    HOUR("hour") {
        @Override
        long startOf(long millis, ZoneId zone) {
            long offset = offsetMillis(millis, zone);
            return Math.floorDiv(millis + offset, HOUR_MILLIS) * HOUR_MILLIS - offset;
        }

        @Override
        long endOf(long startMillis, ZoneId zone) {
            return startMillis + HOUR_MILLIS;
        }

        @Override
        String ownerOf(String owner) {
            return EVERYONE;
        }
    },
    /** A day where the tenant is, of one owner; on the days of a clock change it has 23 or 25 hours. */
    DAY("day") {
        @Override
        long startOf(long millis, ZoneId zone) {
            long offset = offsetMillis(millis, zone);
            long day = Math.floorDiv(millis + offset, DAY_MILLIS);
            long start = day * DAY_MILLIS - offset;
            // most days begin at the offset that they have later on
            return offsetMillis(start, zone) == offset && offsetMillis(start - 1, zone) == offset
                    ? start
                    : LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
        }

        @Override
        long endOf(long startMillis, ZoneId zone) {
            return Instant.ofEpochMilli(startMillis)
                    .atZone(zone)
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant()
                    .toEpochMilli();
        }

        @Override
        String ownerOf(String owner) {
            return owner;
        }
    };

    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;
    private static final String EVERYONE = "";

    static final Codes<Grain> CODES = Codes.fromOne(HOUR, DAY);

    /** All of them, without a copy each time. */
    static final Grain[] ALL = values();

    private final String label;

    Grain(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Begin of the window that holds a moment. */
    abstract long startOf(long millis, ZoneId zone);

    /** End of the window that begins then, not part of it. */
    abstract long endOf(long startMillis, ZoneId zone);

    /** Whose window counts a fact of that owner; empty where it is everyone's. */
    abstract String ownerOf(String owner);

    private static long offsetMillis(long millis, ZoneId zone) {
        return 1_000L * zone.getRules().getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds();
    }
}
