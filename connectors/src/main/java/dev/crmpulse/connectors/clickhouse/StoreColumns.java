package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.TableType;
import java.util.LinkedHashMap;
import java.util.Map;

/** The columns of the tables in {@code crm_store}: those of the type, then those every table has. */
final class StoreColumns {
    /** The database that jobs write; analysts read views of {@code crm} over it. */
    static final String DATABASE = "crm_store";

    private StoreColumns() {}

    /** ClickHouse types by column name, in the order in which rows are written. */
    static Map<String, String> of(TableType<?> type) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (Column<?> column : type.columns()) {
            columns.put(column.name(), column.type().clickHouseType());
        }
        if (type instanceof FactType) {
            columns.put("version", "UInt64");
            columns.put("is_deleted", "UInt8");
        } else {
            columns.put("run", "UInt32");
        }
        columns.put("published_at", "DateTime64(3, 'UTC')");
        return columns;
    }

    static String insertColumns(TableType<?> type) {
        return String.join(", ", of(type).keySet());
    }
}
