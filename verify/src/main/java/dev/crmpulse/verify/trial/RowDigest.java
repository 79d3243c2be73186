package dev.crmpulse.verify.trial;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.FactType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Number and sum of hashes of the facts of one kind: equal where the rows are, whatever their order. ClickHouse computes the same of
 * what its view shows.
 */
final class RowDigest {
    private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final int MONEY_SCALE = 4;

    /** Between values, between the texts of one value, and between the name and the text of one of those. */
    private static final char VALUE_END = '\u001f';

    private static final char TEXT_END = '\u001d';
    private static final char NAME_END = '\u001e';

    private final FactType<?> type;
    private long rows;
    private long hashes;

    RowDigest(FactType<?> type) {
        this.type = type;
    }

    void add(Object[] row) {
        StringBuilder text = new StringBuilder();
        List<? extends Column<?>> columns = type.columns();
        for (int i = 0; i < row.length; i++) {
            text.append(i == 0 ? "" : VALUE_END).append(text(columns.get(i).type(), row[i]));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        hashes += HASH.hash(bytes, 0, bytes.length, 0);
        rows++;
    }

    /** Whether the view of these facts shows the same rows. */
    boolean isPublished(Connection connection) throws SQLException {
        String row = type.columns().stream()
                .map(column -> sql(column.name(), column.type()))
                .collect(Collectors.joining(", char(31), "));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(), reinterpretAsInt64(sum(xxHash64(concat("
                        + row + ")))) FROM crm." + type.name())) {
            result.next();
            return result.getLong(1) == rows && result.getLong(2) == hashes;
        }
    }

    private static String sql(String column, ColumnType type) {
        return type == ColumnType.TEXTS
                ? "arrayStringConcat(arrayMap((name, text) -> concat(name, char(30), text), mapKeys(`" + column
                        + "`), mapValues(`" + column + "`)), char(29))"
                : "ifNull(toString(`" + column + "`), 'NULL')";
    }

    /** A value as ClickHouse's {@code toString} writes it. */
    private static String text(ColumnType type, Object value) {
        if (value == null) {
            return "NULL";
        }
        return switch (type) {
            case TEXT, LABEL, NULLABLE_LABEL -> (String) value;
            case COUNT -> Integer.toUnsignedString((Integer) value);
            case LARGE_COUNT -> Long.toUnsignedString((Long) value);
            case NUMBER -> value.toString();
            case TIME, NULLABLE_TIME -> TIME.format(Instant.ofEpochMilli((Long) value));
            case NULLABLE_SECONDS -> decimal(BigDecimal.valueOf((Long) value, 3));
            case NULLABLE_MONEY -> decimal(((BigDecimal) value).setScale(MONEY_SCALE, RoundingMode.DOWN));
            case TEXTS ->
                ((Map<?, ?>) value)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + Character.toString(NAME_END) + entry.getValue())
                                .collect(Collectors.joining(Character.toString(TEXT_END)));
            case SKETCH, COUNTS, BYTES -> throw new IllegalArgumentException("no fact of a fold has a " + type);
        };
    }

    private static String decimal(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
