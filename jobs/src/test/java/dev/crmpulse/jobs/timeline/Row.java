package dev.crmpulse.jobs.timeline;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.TableType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of a table's row by column; comparable, as the rows on their way are not. */
record Row(String table, Map<String, Object> values) {
    /** Null where there are no values. */
    static Row of(TableType<?> type, Object[] values) {
        if (values == null) {
            return null;
        }
        Map<String, Object> byColumn = new LinkedHashMap<>();
        List<? extends Column<?>> columns = type.columns();
        for (int i = 0; i < values.length; i++) {
            byColumn.put(columns.get(i).name(), values[i]);
        }
        return new Row(type.name(), byColumn);
    }

    Object get(String column) {
        if (!values.containsKey(column)) {
            throw new AssertionError(table + " has no column " + column);
        }
        return values.get(column);
    }

    /** A time as text, null where there is none. */
    String time(String column) {
        Long millis = (Long) get(column);
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }

    /** Name of the fact among those of its type. */
    String id() {
        return table + ' ' + get("tenant") + ' ' + get("id");
    }
}
