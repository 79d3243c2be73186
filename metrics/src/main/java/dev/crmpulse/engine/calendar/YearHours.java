package dev.crmpulse.engine.calendar;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/**
 * The working hours that start on the days of one local year, as moments in order, with what was worked before each.
 * Hours begin and end on whole seconds: in a zone's early days noon was no whole minute apart from Greenwich.
 */
final class YearHours {
    private final long originMillis;
    private final int size;
    private final int[] fromSecond;
    private final int[] toSecond;
    private final int[] workedBeforeSeconds;
    private final int[] epochDay;
    private final long totalMillis;

    private YearHours(int year, int capacity, WallClock clock, Function<LocalDate, List<LocalInterval>> hoursOn) {
        LocalDate first = LocalDate.of(year, 1, 1);
        originMillis = first.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        fromSecond = new int[capacity];
        toSecond = new int[capacity];
        workedBeforeSeconds = new int[capacity];
        epochDay = new int[capacity];
        int count = 0;
        int worked = 0;
        for (LocalDate day = first; day.getYear() == year; day = day.plusDays(1)) {
            for (LocalInterval hours : hoursOn.apply(day)) {
                int from = seconds(clock.millis(day, hours.fromMinute() * 60_000L));
                int to = seconds(clock.millis(day, hours.toMinute() * 60_000L));
                // hours that the clock leapt over
                if (from < to) {
                    fromSecond[count] = from;
                    toSecond[count] = to;
                    workedBeforeSeconds[count] = worked;
                    epochDay[count] = Math.toIntExact(day.toEpochDay());
                    worked += to - from;
                    count++;
                }
            }
        }
        size = count;
        totalMillis = worked * 1000L;
    }

    static YearHours of(int year, WallClock clock, Function<LocalDate, List<LocalInterval>> hoursOn) {
        int capacity = 0;
        for (LocalDate day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
            capacity += hoursOn.apply(day).size();
        }
        return new YearHours(year, capacity, clock, hoursOn);
    }

    int size() {
        return size;
    }

    long fromMillis(int index) {
        return originMillis + fromSecond[index] * 1000L;
    }

    long toMillis(int index) {
        return originMillis + toSecond[index] * 1000L;
    }

    LocalDate day(int index) {
        return LocalDate.ofEpochDay(epochDay[index]);
    }

    /** All that is worked in the year's hours. */
    long totalMillis() {
        return totalMillis;
    }

    /** What is worked of the year's hours before a moment. */
    long workedMillis(long moment) {
        int after = firstEndingAfter(moment);
        if (after == size) {
            return totalMillis;
        }
        return workedBeforeSeconds[after] * 1000L + Math.max(0, moment - fromMillis(after));
    }

    /** The first moment before which so much of the year's hours is worked: more than nothing, at most the total. */
    long momentOf(long workedMillis) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (workedBeforeSeconds[middle] * 1000L < workedMillis) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return fromMillis(low) + workedMillis - workedBeforeSeconds[low] * 1000L;
    }

    /** Index of the first hours that are not over at a moment, {@link #size()} if all are. */
    int firstEndingAfter(long moment) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (toMillis(middle) > moment) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int seconds(long millis) {
        return Math.toIntExact((millis - originMillis) / 1000);
    }
}
