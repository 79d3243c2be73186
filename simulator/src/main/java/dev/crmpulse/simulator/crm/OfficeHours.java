package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/** When people of a tenant are at work, and when its customers turn to it. Moments are milliseconds since 1970 UTC. */
final class OfficeHours {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final int FIRST_WAKING_HOUR = 7;
    private static final int LAST_WAKING_HOUR = 21;
    private static final int WEEKS_OF_A_YEAR = 52;

    private final BusinessCalendar calendar;
    private final ZoneRules rules;

    OfficeHours(BusinessCalendar calendar) {
        this.calendar = calendar;
        this.rules = calendar.zone().getRules();
    }

    boolean isOpen(long at) {
        return opening(at) == at;
    }

    /** The moment itself where people work, else the next opening. */
    long opening(long at) {
        return calendar.after(at, 1) - 1;
    }

    /** When somebody gets to it: at once during office hours, else within the first hour of the next ones. */
    long attended(long at, SeededRandom random) {
        long opening = opening(at);
        return opening == at ? at : after(opening, random.millis(MINUTE, HOUR));
    }

    /** So much working time later. */
    long after(long at, long workingMillis) {
        return calendar.after(at, Math.max(1, workingMillis));
    }

    /** How many customers turn to the tenant, as a part of what comes during office hours. */
    double demand(long at) {
        if (isOpen(at)) {
            return 1;
        }
        LocalDateTime local = local(at);
        if (local.getHour() < FIRST_WAKING_HOUR || local.getHour() > LAST_WAKING_HOUR) {
            return 0.02;
        }
        return local.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 ? 0.20 : 0.12;
    }

    /** The mean of {@link #demand} over the year that begins at a moment. */
    double meanDemand(long from) {
        double sum = 0;
        int hours = WEEKS_OF_A_YEAR * 7 * 24;
        for (int hour = 0; hour < hours; hour++) {
            sum += demand(from + hour * HOUR);
        }
        return sum / hours;
    }

    LocalDateTime local(long at) {
        Instant moment = Instant.ofEpochMilli(at);
        ZoneOffset offset = rules.getOffset(moment);
        return LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), offset);
    }
}
