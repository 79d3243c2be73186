package dev.crmpulse.bench;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How soon a query is to be answered, by what it reads. */
enum Aim {
    /** Sums, however long the time. */
    WINDOWS("windows", Duration.ofMillis(300)),
    /** Facts of a month. */
    FACTS("facts, ≤ 31 days", Duration.ofSeconds(1)),
    /** Facts of a longer time, or of all time: measured, and held to nothing. */
    LONG("facts, longer", null);

    /** Longest time in days over which facts are to be there at once. */
    static final int DAYS = 31;

    private static final Pattern WINDOW_VIEW = Pattern.compile("\\bcrm\\.(?:\\w+_window|window_\\w+|period_as_of)\\b");
    private static final Pattern DAYS_BACK = Pattern.compile("today\\(\\)\\)? - (\\d+)");

    private final String title;
    private final Duration within;

    Aim(String title, Duration within) {
        this.title = title;
        this.within = within;
    }

    /** Of a query that says itself how far it looks back. */
    static Aim of(String sql) {
        if (WINDOW_VIEW.matcher(sql).find()) {
            return WINDOWS;
        }
        Matcher back = DAYS_BACK.matcher(sql);
        boolean found = false;
        while (back.find()) {
            found = true;
            if (Integer.parseInt(back.group(1)) > DAYS) {
                return LONG;
            }
        }
        return found ? FACTS : LONG;
    }

    /** Of a query of a board, which is asked over {@link #DAYS}. */
    static Aim ofBoard(String sql) {
        return WINDOW_VIEW.matcher(sql).find() ? WINDOWS : FACTS;
    }

    String title() {
        return title;
    }

    /** In words; for those that are held to something. */
    String within() {
        return within.toMillis() + " ms";
    }

    boolean isMetBy(Duration took) {
        return within != null && took.compareTo(within) <= 0;
    }
}
