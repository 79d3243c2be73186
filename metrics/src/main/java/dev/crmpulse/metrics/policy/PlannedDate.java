package dev.crmpulse.metrics.policy;

import dev.crmpulse.metrics.event.ContactPayload;
import dev.crmpulse.metrics.event.CrmEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;

/** The date, named by an event, that a promise is kept or broken by. */
public enum PlannedDate {
    /** None: the promise runs from its start. */
    NONE,
    /** When the next step was promised. */
    NEXT_STEP_AT;

    private static final int LENGTH_OF_DAY = "2026-03-05".length();
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    /** The name in files. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The date that an event names, in milliseconds since 1970 UTC; null where it names none, or one that cannot be
     * meant: before 1970 or after 2199. A day without a time lasts until the midnight that ends it.
     *
     * @param zone of the tenant's days
     */
    public Long of(CrmEvent event, ZoneId zone) {
        String told =
                switch (this) {
                    case NONE -> "";
                    case NEXT_STEP_AT ->
                        event.payload() instanceof ContactPayload.Activity activity
                                ? activity.nextStepAt().strip()
                                : "";
                };
        if (told.length() < LENGTH_OF_DAY) {
            return null;
        }
        try {
            Instant date = told.length() == LENGTH_OF_DAY
                    ? LocalDate.parse(told).plusDays(1).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(told).toInstant();
            return date.isBefore(FIRST) || !date.isBefore(END) ? null : (Long) date.toEpochMilli();
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
