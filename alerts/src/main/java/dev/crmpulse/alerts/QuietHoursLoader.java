package dev.crmpulse.alerts;

import dev.crmpulse.alerts.QuietHours.Period;
import dev.crmpulse.connectors.yaml.Nearest;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Items;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads quiet hours: one period, or a list of them. */
final class QuietHoursLoader {
    private static final List<String> WEEKDAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String END_OF_DAY = "24:00";

    private QuietHoursLoader() {}

    static QuietHours load(YamlNode node, ZoneId zone) {
        List<Period> periods = new ArrayList<>();
        for (YamlNode item : node instanceof Items ? YamlFields.items(node, "'quiet_hours'") : List.of(node)) {
            periods.add(period(item));
        }
        return new QuietHours(zone, periods);
    }

    private static Period period(YamlNode node) {
        YamlFields written = YamlFields.of(node, "quiet hours", List.of("from", "to", "days"));
        LocalTime from = time(written, "from");
        boolean toEndOfDay = written.requiredText("to").equals(END_OF_DAY);
        LocalTime to = toEndOfDay ? LocalTime.MIDNIGHT : time(written, "to");
        if (from.equals(to) && !toEndOfDay) {
            throw written.place().error("quiet hours begin and end at " + from + "; a whole day is 00:00 to 24:00");
        }
        return new Period(from, to, days(written));
    }

    private static LocalTime time(YamlFields written, String name) {
        String text = written.requiredText(name);
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException none) {
            throw written.required(name)
                    .place()
                    .error("'" + text + "' is no time of day; write such as \"22:00\", with quotes");
        }
    }

    private static Set<DayOfWeek> days(YamlFields written) {
        if (!written.has("days")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (YamlNode item : written.requiredItems("days")) {
            Scalar day = YamlFields.scalar(item, "a day");
            int index = WEEKDAYS.indexOf(day.text());
            if (index < 0) {
                String hint = Nearest.hint(day.text(), WEEKDAYS);
                throw day.place()
                        .error("unknown day of the week '" + day.text() + "'"
                                + (hint.isEmpty() ? "; known are " + String.join(", ", WEEKDAYS) : hint));
            }
            days.add(DayOfWeek.of(index + 1));
        }
        return days;
    }
}
