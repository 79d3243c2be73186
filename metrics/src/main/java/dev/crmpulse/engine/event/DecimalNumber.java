package dev.crmpulse.engine.event;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Reads amounts, durations and scores, as the tables hold them: four digits behind the point, further ones cut off,
 * fourteen before it.
 */
public final class DecimalNumber {
    /** Digits behind the point. */
    public static final int SCALE = 4;

    private static final int WHOLE_DIGITS = 14;
    private static final int LONGEST_TEXT = 64;
    private static final Pattern TEXT = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
    /** So many digits a double gives back as they were. */
    private static final int SURE_DIGITS = 15;

    private static final int MOST_DIGITS = 17;

    private DecimalNumber() {}

    /** The number of a text such as {@code -12.50} or {@code 1e3}, null where it is none. */
    public static BigDecimal ofText(String text) {
        return isNumber(text) ? cut(new BigDecimal(text)) : null;
    }

    /**
     * The number that JSON writes so. JSON has doubles where a number is not whole: of more digits than a double keeps,
     * those of the double count, and every reader of JSON sees the same.
     */
    public static BigDecimal ofJson(String number) {
        return cut(isKept(number) ? new BigDecimal(number) : shortest(Double.parseDouble(number)));
    }

    /** Whether the tables can hold it. */
    public static boolean fits(BigDecimal number) {
        return number.signum() == 0 || (long) number.precision() - number.scale() <= WHOLE_DIGITS;
    }

    /** Whether a text is a number. */
    public static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_TEXT
                && TEXT.matcher(text).matches();
    }

    private static BigDecimal cut(BigDecimal number) {
        return number.scale() <= SCALE ? number : number.setScale(SCALE, RoundingMode.DOWN);
    }

    private static boolean isKept(String number) {
        int digits = 0;
        boolean isWhole = true;
        for (int i = 0; i < number.length(); i++) {
            char character = number.charAt(i);
            if (character == 'e' || character == 'E') {
                return false;
            }
            isWhole &= character != '.';
            digits += character >= '0' && character <= '9' ? 1 : 0;
        }
        return isWhole || digits <= SURE_DIGITS;
    }

    /** The decimal with the fewest digits that is this double; before Java 19 the JDK's may have one more. */
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = SURE_DIGITS; digits < MOST_DIGITS; digits++) {
            BigDecimal shorter = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shorter.doubleValue() == number) {
                return shorter;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }
}
