package dev.crmpulse.connectors.cloudevents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;

/** What kind of JSON value a member holds, as far as readings differ. */
enum JsonScalar {
    NULL,
    TEXT,
    /** A whole number of 64 bits, written without point and exponent. */
    WHOLE,
    /** Any other number. */
    NUMBER,
    TRUTH,
    /** A list or an object: no scalar at all. */
    NESTED;

    /** Numbers of this many digits fit 64 bits, whichever they are. */
    private static final int SURE_DIGITS = 18;

    private static final int BITS_OF_UNSIGNED = 64;
    /** A number with fewer characters and no exponent is finite as a double. */
    private static final int SURE_LENGTH = 300;

    static JsonScalar of(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> TEXT;
            case VALUE_NUMBER_INT -> isLong(in) ? WHOLE : NUMBER;
            case VALUE_NUMBER_FLOAT -> NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> TRUTH;
            case VALUE_NULL -> NULL;
            default -> NESTED;
        };
    }

    /**
     * Whether every reader of JSON can read the number: whole ones of 64 bits, others within the range of doubles.
     * ClickHouse reads nothing at all of a document that holds another one, wherever in it.
     */
    static boolean isReadableNumber(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            if (isLong(in)) {
                return true;
            }
            BigInteger number = in.getBigIntegerValue();
            return number.signum() > 0 && number.bitLength() <= BITS_OF_UNSIGNED;
        }
        return isFinite(in);
    }

    private static boolean isLong(JsonParser in) throws IOException {
        return in.getTextLength() <= SURE_DIGITS || in.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    private static boolean isFinite(JsonParser in) throws IOException {
        int length = in.getTextLength();
        boolean isSure = length < SURE_LENGTH;
        char[] text = in.getTextCharacters();
        int from = in.getTextOffset();
        for (int i = from; isSure && i < from + length; i++) {
            isSure = (text[i] | 0x20) != 'e';
        }
        return isSure || Double.isFinite(Double.parseDouble(in.getText()));
    }
}
