package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreColumnsTest {
    @Test
    void aFactHasItsColumnsThenVersionTombstoneAndTime() {
        assertThat(StoreColumns.of(Readings.FACT))
                .containsExactly(
                        Map.entry("tenant", "LowCardinality(String)"),
                        Map.entry("id", "String"),
                        Map.entry("started_at", "DateTime64(3, 'UTC')"),
                        Map.entry("def_version", "UInt32"),
                        Map.entry("amount", "Nullable(Decimal(18, 4))"),
                        Map.entry("dimensions", "Map(LowCardinality(String), String)"),
                        Map.entry("version", "UInt64"),
                        Map.entry("is_deleted", "UInt8"),
                        Map.entry("published_at", "DateTime64(3, 'UTC')"));
    }

    @Test
    void aJournalHasItsColumnsThenRunInsertAndTime() {
        assertThat(StoreColumns.of(Readings.BY_MONTH))
                .containsExactly(
                        Map.entry("tenant", "LowCardinality(String)"),
                        Map.entry("id", "String"),
                        Map.entry("started_at", "DateTime64(3, 'UTC')"),
                        Map.entry("run", "UInt32"),
                        Map.entry("batch", "UInt64"),
                        Map.entry("published_at", "DateTime64(3, 'UTC')"));
        assertThat(StoreColumns.insertColumns(Readings.BY_MONTH))
                .isEqualTo("tenant, id, started_at, run, batch, published_at");
        assertThat(StoreColumns.insertColumns(Readings.REPLACED))
                .isEqualTo("tenant, id, started_at, run, published_at");
    }
}
