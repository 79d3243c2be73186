package dev.crmpulse.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Durations as people say them, such as {@code 2 d 14 h} or {@code 1 h 30 min}: the two largest units. */
final class SpokenDuration {
    private static final int UNITS = 2;

    private SpokenDuration() {}

    static String of(Duration duration) {
        Duration length = duration.abs();
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            return length.toMillis() + " ms";
        }
        List<String> parts = new ArrayList<>();
        boolean isBegun = false;
        int left = UNITS;
        long[] amounts = {length.toDays(), length.toHoursPart(), length.toMinutesPart(), length.toSecondsPart()};
        String[] units = {"d", "h", "min", "s"};
        for (int i = 0; i < amounts.length && left > 0; i++) {
            isBegun |= amounts[i] > 0;
            if (isBegun) {
                left--;
                if (amounts[i] > 0) {
                    parts.add(amounts[i] + " " + units[i]);
                }
            }
        }
        return String.join(" ", parts);
    }
}
