package dev.crmpulse.cli.command;

import java.util.Locale;

/** Numbers of things in words. */
final class Counts {
    private static final double LEAST_RATE = 0.5;

    private Counts() {}

    /** {@code 1 event}, {@code 2,000 events}. */
    static String of(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }

    /** {@code , 250 events/s}; nothing where so few of so small an input came that a rate says nothing. */
    static String perSecond(double rate, String thing) {
        return rate < LEAST_RATE ? "" : ", " + of(Math.round(rate), thing) + "/s";
    }
}
