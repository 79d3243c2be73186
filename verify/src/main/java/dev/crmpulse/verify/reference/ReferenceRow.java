package dev.crmpulse.verify.reference;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row by column, every value as ClickHouse's {@code toString} writes it, NULL as {@code NULL}. */
final class ReferenceRow {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final Map<String, String> values = new LinkedHashMap<>();

    ReferenceRow text(String column, String value) {
        values.put(column, value);
        return this;
    }

    ReferenceRow count(String column, long value) {
        return text(column, Long.toString(value));
    }

    ReferenceRow time(String column, Long millis) {
        return text(column, millis == null ? "NULL" : TIME.format(Instant.ofEpochMilli(millis)));
    }

    ReferenceRow seconds(String column, Long millis) {
        return text(
                column,
                millis == null
                        ? "NULL"
                        : BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString());
    }

    Map<String, String> values() {
        return values;
    }
}
