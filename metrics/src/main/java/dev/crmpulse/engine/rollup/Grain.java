package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.event.Codes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** How long a window is. Longer periods are sums of these. */
public enum Grain {
    /** An hour of UTC. */
    HOUR("hour") {
        @Override
        long startOf(long millis, ZoneId zone) {
            return Math.floorDiv(millis, HOUR_MILLIS) * HOUR_MILLIS;
        }

        @Override
        long endOf(long startMillis, ZoneId zone) {
            return startMillis + HOUR_MILLIS;
        }
    },
    /** A day where the tenant is; on the days of a clock change it has 23 or 25 hours. */
    DAY("day") {
        @Override
        long startOf(long millis, ZoneId zone) {
            return at(millis, zone).truncatedTo(ChronoUnit.DAYS).toInstant().toEpochMilli();
        }

        @Override
        long endOf(long startMillis, ZoneId zone) {
            return at(startMillis, zone)
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant()
                    .toEpochMilli();
        }
    };

    private static final long HOUR_MILLIS = 3_600_000;

    static final Codes<Grain> CODES = Codes.fromOne(HOUR, DAY);

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

    private static ZonedDateTime at(long millis, ZoneId zone) {
        return Instant.ofEpochMilli(millis).atZone(zone);
    }
}
