package dev.crmpulse.simulator.crm;

import dev.crmpulse.metrics.response.ResponseBucket;
import java.time.Duration;
import java.util.OptionalLong;

/** How long a lead waits until a person answers, and what comes of leads that waited so long. */
final class FirstAnswer {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int ATTEMPTS = 8;

    /** Somebody is on call at night, now and then. */
    private static final double OVERTIME = 0.35;

    private final OfficeHours hours;
    private final SeededRandom random;

    FirstAnswer(OfficeHours hours, SeededRandom random) {
        this.hours = hours;
        this.random = random;
    }

    /** Leads of a bucket that are won in the end: the published table. */
    static double won(ResponseBucket bucket) {
        return switch (bucket) {
            case UNDER_1_HOUR -> 0.396;
            case UNDER_4_HOURS -> 0.214;
            case UNDER_24_HOURS -> 0.098;
            case FROM_24_HOURS -> 0.021;
        };
    }

    /** Leads of a bucket, of those not won, that become a deal and are lost then. */
    static double lostAsDeal(ResponseBucket bucket) {
        return switch (bucket) {
            case UNDER_1_HOUR -> 0.45;
            case UNDER_4_HOURS -> 0.40;
            case UNDER_24_HOURS -> 0.30;
            case FROM_24_HOURS -> 0.12;
        };
    }

    /**
     * When a lead is answered, empty if never, in milliseconds since 1970 UTC.
     *
     * @param quickness how much more often than usual within the hour
     */
    OptionalLong millis(long created, double quickness) {
        boolean open = hours.isOpen(created);
        double withinHour = open ? 0.47 + quickness : 0.11 + quickness / 2;
        double withinFour = withinHour + (open ? 0.22 : 0.08);
        double withinDay = withinFour + (open ? 0.15 : 0.53);
        double atAll = withinDay + 0.45 * (1 - withinDay);

        double draw = random.unit();
        if (draw < withinHour) {
            return OptionalLong.of(created + quickWait());
        }
        if (draw < withinFour) {
            return OptionalLong.of(within(created, HOUR, 4 * HOUR));
        }
        if (draw < withinDay) {
            return OptionalLong.of(within(created, 4 * HOUR, DAY));
        }
        if (draw < atAll) {
            return OptionalLong.of(hours.attended(created + DAY + random.exponential(29 * HOUR), random));
        }
        return OptionalLong.empty();
    }

    /** Most of those who answer within the hour do so in the first minutes of it. */
    private long quickWait() {
        return Math.min(HOUR - 1, MINUTE / 2 + random.exponential(15 * MINUTE));
    }

    /** A moment at work within those bounds where there is one, else sometimes at home, else when the office opens. */
    private long within(long created, long fromMillis, long toMillis) {
        long at = created + random.millis(fromMillis, toMillis);
        for (int attempt = 0; attempt < ATTEMPTS && !hours.isOpen(at); attempt++) {
            at = created + random.millis(fromMillis, toMillis);
        }
        return random.hit(OVERTIME) ? at : hours.attended(at, random);
    }
}
