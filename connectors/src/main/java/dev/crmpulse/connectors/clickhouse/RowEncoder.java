package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.TableType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** Writes the rows of one table as ClickHouse's RowBinary. What each column needs is decided once. */
final class RowEncoder {
    private static final int MONEY_SCALE = 4;
    private static final int MONEY_WHOLE_DIGITS = 14;
    private static final String TOO_LONG = "more than 18 digits";
    private static final long LARGEST_DECIMAL_18 = 999_999_999_999_999_999L;

    private final String[] names;
    private final ValueWriter[] writers;

    RowEncoder(TableType<?> type) {
        List<? extends Column<?>> columns = type.columns();
        names = new String[columns.size()];
        writers = new ValueWriter[columns.size()];
        for (int i = 0; i < writers.length; i++) {
            names[i] = columns.get(i).name();
            writers[i] = writer(columns.get(i).type());
        }
    }

    /**
     * Appends the values of a row, without ending it.
     *
     * @throws UnfitValueException where a value has no place in its column
     */
    void encode(Object[] row, RowBuffer out) throws UnfitValueException {
        for (int i = 0; i < writers.length; i++) {
            try {
                writers[i].write(row[i], out);
            } catch (ArithmeticException unfit) {
                throw new UnfitValueException(names[i], unfit.getMessage());
            }
        }
    }

    private static ValueWriter writer(ColumnType type) {
        return switch (type) {
            case TEXT, LABEL -> (value, out) -> out.putText((String) value);
            case NULLABLE_LABEL -> nullable((value, out) -> out.putText((String) value));
            case TIME, NUMBER, LARGE_COUNT -> (value, out) -> out.putLong((Long) value);
            case NULLABLE_TIME -> nullable((value, out) -> out.putLong((Long) value));
            case NULLABLE_SECONDS -> nullable((value, out) -> out.putLong(inDecimal18((Long) value)));
            case NULLABLE_MONEY -> nullable((value, out) -> out.putLong(unscaled((BigDecimal) value)));
            case COUNT -> (value, out) -> out.putInt((Integer) value);
            case SKETCH -> (value, out) -> putSketch((Map<?, ?>) value, out);
            case COUNTS -> (value, out) -> putCounts((Map<?, ?>) value, out);
            case BYTES -> (value, out) -> out.putBytes((byte[]) value);
        };
    }

    private static void putSketch(Map<?, ?> bins, RowBuffer out) {
        out.putLength(bins.size());
        bins.forEach((bin, times) -> {
            out.putShort((Short) bin);
            out.putLong((Long) times);
        });
    }

    private static void putCounts(Map<?, ?> counts, RowBuffer out) {
        out.putLength(counts.size());
        counts.forEach((name, times) -> {
            out.putText((String) name);
            out.putLong((Long) times);
        });
    }

    private static ValueWriter nullable(ValueWriter writer) {
        return (value, out) -> {
            out.putByte(value == null ? 1 : 0);
            if (value != null) {
                writer.write(value, out);
            }
        };
    }

    /** Digits beyond the scale are cut off, as ClickHouse does when it reads a decimal. */
    private static long unscaled(BigDecimal money) {
        // the digits are counted first: neither 1e2000000000 nor 1e-2000000000 must be written out
        long wholeDigits = (long) money.precision() - money.scale();
        if (money.signum() == 0 || wholeDigits <= -MONEY_SCALE) {
            return 0;
        }
        if (wholeDigits > MONEY_WHOLE_DIGITS) {
            throw new ArithmeticException(TOO_LONG);
        }
        return money.setScale(MONEY_SCALE, RoundingMode.DOWN).unscaledValue().longValueExact();
    }

    private static long inDecimal18(long unscaled) {
        if (unscaled > LARGEST_DECIMAL_18 || unscaled < -LARGEST_DECIMAL_18) {
            throw new ArithmeticException(TOO_LONG);
        }
        return unscaled;
    }

    private interface ValueWriter {
        void write(Object value, RowBuffer out);
    }

    /** A value that its column cannot hold. */
    static final class UnfitValueException extends Exception {
        UnfitValueException(String column, String why) {
            super("column " + column + ": " + why, null, false, false);
        }
    }
}
