package dev.crmpulse.connectors.mapping;

import java.math.BigDecimal;

/** Reads decimal numbers. */
final class Numbers {
    private static final int MOST_DIGITS = 40;

    private Numbers() {}

    /**
     * The number of a text such as {@code -12.50} or {@code 1e3}.
     *
     * @throws NumberFormatException when it is none, or one whose plain digits would fill pages
     */
    static BigDecimal parse(String text) {
        BigDecimal number = new BigDecimal(text.strip());
        if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            throw new NumberFormatException("more than " + MOST_DIGITS + " digits");
        }
        return number;
    }
}
