package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.JournalType;
import dev.crmpulse.engine.fact.TableType;
import java.util.LinkedHashMap;
import java.util.Map;

/** The columns of the tables in {@code crm_store}: those of the type, then those every table has. */
final class StoreColumns {
    /** The database that jobs write; analysts read views of {@code crm} over it. */
    static final String DATABASE = "crm_store";

    /** Which insert wrote a row, see {@link InsertBatch#id}; where batches are known by a token. */
    static final String BATCH = "batch";

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
            if (isTokened(type)) {
                columns.put(BATCH, "UInt64");
            }
        }
        columns.put("published_at", "DateTime64(3, 'UTC')");
        return columns;
    }

    /** Whether the table drops batches by their token, and does not replace rows by their key. */
    static boolean isTokened(TableType<?> type) {
        return type instanceof JournalType<?> journal && journal.repeats() == Deduplication.DROPPED_BY_TOKEN;
    }

    static String insertColumns(TableType<?> type) {
        return String.join(", ", of(type).keySet());
    }
}
