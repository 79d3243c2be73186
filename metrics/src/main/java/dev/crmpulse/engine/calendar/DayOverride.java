package dev.crmpulse.engine.calendar;

import java.io.Serializable;
import java.util.List;

/**
 * What holds on one date instead of its weekday's hours: a holiday, or a make-up workday.
 *
 * @param name what people call the day, empty if nothing
 * @param hours none on a day off
 */
public record DayOverride(String name, List<LocalInterval> hours) implements Serializable {
    public DayOverride {
        hours = List.copyOf(hours);
    }
}
