package dev.crmpulse.connectors.mapping;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the numbers of a file are written. Digits are the ten of ASCII. */
enum Numbers {
    /** Nothing is said: a point before decimals and no signs between thousands; a comma is not guessed about. */
    PLAIN("", "", ""),
    /** {@code 1,234.50}: between thousands there may be a comma, a blank or an apostrophe. */
    POINT("point", "\\.", ","),
    /** {@code 1.234,50}: between thousands there may be a point, a blank or an apostrophe. */
    COMMA("comma", ",", "\\.");

    private static final int MOST_DIGITS = 40;
    private static final String PLAIN_CHARACTERS = "0123456789+-.eE";
    private static final Pattern COMMA_IN_NUMBER = Pattern.compile("[+-]?[0-9][0-9.]*,[0-9.,]*");

    private final String written;
    private final Pattern pattern;

    /**
     * @param written the word for it in a mapping
     * @param decimal sign before decimals
     * @param thousands sign between thousands beside blanks and apostrophes
     */
    Numbers(String written, String decimal, String thousands) {
        this.written = written;
        this.pattern = Pattern.compile("(?<whole>[+-]?(?:[0-9]{1,3}(?<by>[" + thousands
                + " \u00A0\u202F'\u2019])[0-9]{3}" + "(?:\\k<by>[0-9]{3})*|[0-9]+))(?:" + decimal
                + "(?<decimals>[0-9]+))?(?<exponent>[eE][+-]?[0-9]+)?");
    }

    String written() {
        return written;
    }

    /**
     * The number of a text such as {@code -12.50} or {@code 1e3}.
     *
     * @throws NumberFormatException when it is none, or one whose plain digits would fill pages; the message says what to
     *     do where that is known, else it is empty
     */
    BigDecimal parse(String text) {
        BigDecimal number = plain(this == PLAIN ? withoutForeignSigns(text.strip()) : translated(text.strip()));
        if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            throw new NumberFormatException("it has more than " + MOST_DIGITS + " digits");
        }
        return number;
    }

    /** What {@link #parse} says to do, as the end of a sentence; empty where it does not know. */
    static String advice(NumberFormatException refused) {
        return refused.getMessage().isEmpty() ? "" : ": " + refused.getMessage();
    }

    private static BigDecimal plain(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException none) {
            NumberFormatException withoutAdvice = new NumberFormatException("");
            withoutAdvice.initCause(none);
            throw withoutAdvice;
        }
    }

    private static String withoutForeignSigns(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (PLAIN_CHARACTERS.indexOf(text.charAt(i)) < 0) {
                throw new NumberFormatException(
                        COMMA_IN_NUMBER.matcher(text).matches()
                                ? "say what its comma means with 'decimal: comma' or 'decimal: point' in the mapping"
                                : "");
            }
        }
        return text;
    }

    private String translated(String text) {
        Matcher number = pattern.matcher(text);
        if (!number.matches()) {
            throw new NumberFormatException("with 'decimal: " + written + "' write it as "
                    + (this == COMMA ? "1234,50 or 1.234,50" : "1234.50 or 1,234.50"));
        }
        String by = number.group("by");
        String whole =
                by == null ? number.group("whole") : number.group("whole").replace(by, "");
        String decimals = number.group("decimals");
        String exponent = number.group("exponent");
        return whole + (decimals == null ? "" : "." + decimals) + (exponent == null ? "" : exponent);
    }
}
