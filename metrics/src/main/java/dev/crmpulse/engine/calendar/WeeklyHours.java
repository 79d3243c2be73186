package dev.crmpulse.engine.calendar;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.util.List;

/** The hours of Monday to Sunday, each in order. */
record WeeklyHours(List<List<LocalInterval>> fromMonday) implements Serializable {
    WeeklyHours {
        fromMonday = List.copyOf(fromMonday);
    }

    List<LocalInterval> on(DayOfWeek day) {
        return fromMonday.get(day.getValue() - 1);
    }
}
