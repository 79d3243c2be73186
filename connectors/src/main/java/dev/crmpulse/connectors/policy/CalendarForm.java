package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmpulse.connectors.yaml.Nearest;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.calendar.BusinessCalendarBuilder;
import dev.crmpulse.engine.calendar.LocalInterval;
import dev.crmpulse.engine.policy.CalendarPolicy;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.PolicyKind;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The declaration of a calendar: the hours of a week, and dates that differ. */
final class CalendarForm {

    /** Monday to Sunday, as files name them. */
    private static final List<String> WEEKDAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** Between the first and the last of some dates. */
    private static final String TO = " to ";

    private static final int MOST_DAYS = 366;

    /** What a part of a calendar puts into it. */
    private interface Part {
        Part NONE = calendar -> {};

        void addTo(BusinessCalendarBuilder calendar);
    }

    private static final Field<CalendarPolicy, ZoneId> ZONE =
            Field.required("zone", Values.ZONE, policy -> policy.calendar().zone());
    private static final Field<CalendarPolicy, Part> WEEK =
            new Field<>("week", CalendarForm::week, policy -> Optional.of(week(policy.calendar())));
    private static final Field<CalendarPolicy, Part> DAYS =
            new Field<>("days", CalendarForm::days, policy -> Optional.of(days(policy.calendar()))
                    .filter(days -> !days.isEmpty()));

    static final PolicyForm<CalendarPolicy> FORM =
            PolicyForm.of(PolicyKind.CALENDAR, CalendarPolicy.class, List.of(ZONE, WEEK, DAYS), written -> {
                PolicyHead head = PolicyForm.head(written);
                BusinessCalendarBuilder calendar =
                        BusinessCalendar.builder(head.id(), head.version(), ZONE.of(written));
                WEEK.of(written).addTo(calendar);
                DAYS.of(written).addTo(calendar);
                return new CalendarPolicy(head.tenant(), head.effectiveFromMillis(), calendar.build());
            });

    private CalendarForm() {}

    private static Part week(YamlFields written) {
        YamlFields week = YamlFields.anyOf(written.required("week"), "'week'");
        return calendar -> week.all().forEach((days, hours) -> {
            for (DayOfWeek day : weekdays(hours.place(), days)) {
                at(hours.place(), () -> calendar.hours(day, hours(hours, "the hours of " + days)));
            }
        });
    }

    private static JsonNode week(BusinessCalendar calendar) {
        ObjectNode week = JsonNodeFactory.instance.objectNode();
        for (DayOfWeek day : DayOfWeek.values()) {
            List<LocalInterval> hours = calendar.hoursOn(day);
            if (!hours.isEmpty()) {
                week.set(WEEKDAYS.get(day.getValue() - 1), array(hours));
            }
        }
        return week;
    }

    private static Part days(YamlFields written) {
        if (!written.has("days")) {
            return Part.NONE;
        }
        List<YamlNode> days = written.requiredItems("days");
        return calendar -> days.forEach(node -> day(node, calendar));
    }

    private static JsonNode days(BusinessCalendar calendar) {
        ArrayNode days = JsonNodeFactory.instance.arrayNode();
        calendar.overrides().forEach((date, override) -> {
            ObjectNode day = days.addObject();
            day.put(override.hours().isEmpty() ? "off" : "work", date.toString());
            if (!override.name().isEmpty()) {
                day.put("name", override.name());
            }
            if (!override.hours().isEmpty()) {
                day.set("hours", array(override.hours()));
            }
        });
        return days;
    }

    private static ArrayNode array(List<LocalInterval> hours) {
        return Values.array(hours, interval -> TextNode.valueOf(interval.toString()));
    }

    private static void day(YamlNode node, BusinessCalendarBuilder calendar) {
        YamlFields day = YamlFields.of(node, "a day", List.of("off", "work", "name", "hours", "like"));
        if (day.has("off") == day.has("work")) {
            throw day.place().error("a day is either 'off' or 'work'");
        }
        if (day.has("off") && (day.has("hours") || day.has("like"))) {
            throw day.place().error("a day off has no hours");
        }
        if (day.has("hours") && day.has("like")) {
            throw day.place().error("a day has either 'hours' or is 'like' another");
        }
        String name = day.text("name", "");
        for (LocalDate date : dates(day, day.has("off") ? "off" : "work")) {
            at(node.place(), () -> {
                if (day.has("off")) {
                    return calendar.off(date, name);
                }
                if (day.has("hours")) {
                    return calendar.work(date, name, hours(day.required("hours"), "'hours'"));
                }
                return day.has("like")
                        ? calendar.workLike(
                                date, name, weekday(day.required("like").place(), day.requiredText("like")))
                        : calendar.work(date, name);
            });
        }
    }

    /** One date, or the first and the last of some. */
    private static List<LocalDate> dates(YamlFields day, String name) {
        Place place = day.required(name).place();
        String text = day.requiredText(name);
        int to = text.indexOf(TO);
        LocalDate first = date(place, to < 0 ? text : text.substring(0, to));
        LocalDate last = to < 0 ? first : date(place, text.substring(to + TO.length()));
        if (last.isBefore(first) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw place.error("'" + text + "' is no time of one day to a year");
        }
        return first.datesUntil(last.plusDays(1)).toList();
    }

    private static LocalDate date(Place place, String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException none) {
            throw place.error(
                    "'" + text.strip() + "' is no date; write such as 2026-10-01, or 2026-10-01 to 2026-10-07");
        }
    }

    /** Such as {@code mon-fri}, or {@code sat, sun}. */
    private static List<DayOfWeek> weekdays(Place place, String text) {
        List<DayOfWeek> days = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int dash = part.indexOf('-');
            DayOfWeek first = weekday(place, dash < 0 ? part : part.substring(0, dash));
            DayOfWeek last = dash < 0 ? first : weekday(place, part.substring(dash + 1));
            for (DayOfWeek day = first; day != last; day = day.plus(1)) {
                days.add(day);
            }
            days.add(last);
        }
        return days;
    }

    private static DayOfWeek weekday(Place place, String text) {
        int index = WEEKDAYS.indexOf(text.strip());
        if (index < 0) {
            String hint = Nearest.hint(text.strip(), WEEKDAYS);
            throw place.error("unknown day of the week '" + text.strip() + "'"
                    + (hint.isEmpty() ? "; known are " + String.join(", ", WEEKDAYS) : hint));
        }
        return DayOfWeek.of(index + 1);
    }

    /** One interval, or a list of them. */
    private static List<LocalInterval> hours(YamlNode node, String what) {
        List<LocalInterval> hours = new ArrayList<>();
        for (Scalar scalar : Values.oneOrMore(node, what)) {
            hours.add(at(scalar.place(), () -> LocalInterval.parse(scalar.text())));
        }
        return hours;
    }

    private static <T> T at(Place place, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException contradiction) {
            throw place.error(contradiction.getMessage());
        }
    }
}
