package dev.crmpulse.alerts;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a tenant's people are left in peace.
 *
 * @param zone of the tenant
 * @param periods of peace, which may touch or overlap
 */
public record QuietHours(ZoneId zone, List<Period> periods) {
    public QuietHours {
        periods = List.copyOf(periods);
    }

    /**
     * A time of a day.
     *
     * @param to on the next day where it is not after {@code from}
     * @param days on which it begins
     */
    public record Period(LocalTime from, LocalTime to, Set<DayOfWeek> days) {
        public Period {
            days = Set.copyOf(days);
        }

        private Optional<Instant> endOf(Instant moment, LocalDate begin, ZoneId zone) {
            LocalDate end = to.isAfter(from) ? begin : begin.plusDays(1);
            Instant until = end.atTime(to).atZone(zone).toInstant();
            boolean within = days.contains(begin.getDayOfWeek())
                    && !moment.isBefore(begin.atTime(from).atZone(zone).toInstant())
                    && moment.isBefore(until);
            return within ? Optional.of(until) : Optional.empty();
        }
    }

    /** People are never left in peace. */
    public static QuietHours none(ZoneId zone) {
        return new QuietHours(zone, List.of());
    }

    public boolean contain(Instant moment) {
        LocalDate today = moment.atZone(zone).toLocalDate();
        return periods.stream()
                .anyMatch(period -> period.endOf(moment, today, zone).isPresent()
                        || period.endOf(moment, today.minusDays(1), zone).isPresent());
    }
}
