package dev.crmpulse.engine.rollup;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** How long a window is. Longer periods are sums of these. */
public enum Grain {
    /** An hour of UTC. */
    HOUR(1, "hour") {
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
    DAY(2, "day") {
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

    private final int code;
    private final String label;

    Grain(int code, String label) {
        this.code = code;
        this.label = label;
    }

    static Grain ofCode(int code) throws IOException {
        for (Grain grain : values()) {
            if (grain.code == code) {
                return grain;
            }
        }
        throw new IOException("unknown grain code " + code + ": the state was written by a newer release");
    }

    /** Stable number in state and on the wire. */
    int code() {
        return code;
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
