package dev.crmpulse.metrics.response;

/** How long an answer took, in the four classes managers compare. Half-open: a bound belongs to the class above it. */
public enum ResponseBucket {
    UNDER_1_HOUR("<1h", 1),
    UNDER_4_HOURS("1-4h", 4),
    UNDER_24_HOURS("4-24h", 24),
    FROM_24_HOURS(">=24h", Long.MAX_VALUE / ResponseBucket.HOUR_MILLIS);

    private static final long HOUR_MILLIS = 3_600_000L;
    private static final ResponseBucket[] ASCENDING = values();

    private final String label;
    private final long belowMillis;

    ResponseBucket(String label, long belowHours) {
        this.label = label;
        this.belowMillis = belowHours * 3_600_000L;
    }

    /** The label analysts and boards group by. */
    public String label() {
        return label;
    }

    public static ResponseBucket of(long millis) {
        for (ResponseBucket bucket : ASCENDING) {
            if (millis < bucket.belowMillis) {
                return bucket;
            }
        }
        return FROM_24_HOURS;
    }
}
