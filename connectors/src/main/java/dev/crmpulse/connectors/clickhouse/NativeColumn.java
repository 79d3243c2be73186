package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.fact.ColumnType;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * The values of one column as they lie in a block of ClickHouse's Native format: a head with name and type, whether each value
 * is null or where each map ends, the keys of all maps, the values.
 */
final class NativeColumn {
    private static final int MONEY_SCALE = 4;
    private static final int MONEY_WHOLE_DIGITS = 14;
    private static final String TOO_LONG = "more than 18 digits";
    private static final long LARGEST_DECIMAL_18 = 999_999_999_999_999_999L;

    private final ByteRun head = new ByteRun();
    private final ByteRun nulls = new ByteRun();
    private final ByteRun mapEnds = new ByteRun();
    private final ByteRun keys = new ByteRun();
    private final ByteRun values = new ByteRun();

    private int keysMark;
    private int valuesMark;
    private long mapEntries;
    private long mapEntriesMark;

    /** @param clickHouseType of the table's column */
    NativeColumn(String name, String clickHouseType) {
        head.putText(name);
        head.putText(NativeType.asSent(clickHouseType));
    }

    /**
     * Adds the value of one more row.
     *
     * @return how many bytes it takes
     * @throws ArithmeticException where the column has no place for it; nothing is added then
     */
    int add(ColumnType type, Object value) {
        int before = size();
        keysMark = keys.size();
        valuesMark = values.size();
        mapEntriesMark = mapEntries;
        switch (type) {
            case TEXT, LABEL -> values.putText((String) value);
            case NULLABLE_LABEL -> addNullable(value).putText(value == null ? "" : (String) value);
            case TIME, NUMBER, LARGE_COUNT -> values.putLong((Long) value);
            case NULLABLE_TIME -> addNullable(value).putLong(value == null ? 0 : (Long) value);
            case NULLABLE_SECONDS -> {
                long thousandths = value == null ? 0 : inDecimal18((Long) value);
                addNullable(value).putLong(thousandths);
            }
            case NULLABLE_MONEY -> {
                long unscaled = value == null ? 0 : unscaled((BigDecimal) value);
                addNullable(value).putLong(unscaled);
            }
            case COUNT -> values.putInt((Integer) value);
            case SKETCH -> addSketch((Map<?, ?>) value);
            case COUNTS -> addCounts((Map<?, ?>) value);
            case TEXTS -> addTexts((Map<?, ?>) value);
            case BYTES -> values.putBytes((byte[]) value);
        }
        return size() - before;
    }

    /** Takes back what was added last. */
    void dropLast() {
        if (nulls.size() > 0) {
            nulls.truncate(nulls.size() - 1);
        }
        if (mapEnds.size() > 0) {
            mapEnds.truncate(mapEnds.size() - Long.BYTES);
        }
        keys.truncate(keysMark);
        values.truncate(valuesMark);
        mapEntries = mapEntriesMark;
    }

    void addText(String value) {
        values.putText(value);
    }

    void addLong(long value) {
        values.putLong(value);
    }

    void addInt(int value) {
        values.putInt(value);
    }

    void addByte(int value) {
        values.putByte(value);
    }

    int size() {
        return nulls.size() + mapEnds.size() + keys.size() + values.size();
    }

    int capacity() {
        return nulls.capacity() + mapEnds.capacity() + keys.capacity() + values.capacity();
    }

    void writeTo(OutputStream out) throws IOException {
        head.writeTo(out);
        nulls.writeTo(out);
        mapEnds.writeTo(out);
        keys.writeTo(out);
        values.writeTo(out);
    }

    /** Removes all values; the arrays stay for the next ones. */
    void clear() {
        nulls.truncate(0);
        mapEnds.truncate(0);
        keys.truncate(0);
        values.truncate(0);
        mapEntries = 0;
    }

    private ByteRun addNullable(Object value) {
        nulls.putByte(value == null ? 1 : 0);
        return values;
    }

    private void addSketch(Map<?, ?> bins) {
        bins.forEach((bin, times) -> {
            keys.putShort((Short) bin);
            values.putLong((Long) times);
        });
        endMap(bins.size());
    }

    private void addCounts(Map<?, ?> counts) {
        counts.forEach((name, times) -> {
            keys.putText((String) name);
            values.putLong((Long) times);
        });
        endMap(counts.size());
    }

    private void addTexts(Map<?, ?> texts) {
        texts.forEach((name, text) -> {
            keys.putText((String) name);
            values.putText((String) text);
        });
        endMap(texts.size());
    }

    private void endMap(int entries) {
        mapEntries += entries;
        mapEnds.putLong(mapEntries);
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
}
