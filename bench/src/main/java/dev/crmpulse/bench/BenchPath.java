package dev.crmpulse.bench;

import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.metrics.pipeline.SalesCycleFold;
import dev.crmpulse.metrics.pipeline.StageDwellFold;
import dev.crmpulse.metrics.response.FirstResponseFold;
import java.util.List;

/** How far through the pipeline a measurement goes. */
enum BenchPath {
    BYTES("Kafka → bytes → discard", StateBackend.HEAP),
    PARSE("Kafka → parse → discard", StateBackend.HEAP),
    THREE_HEAP("Kafka → M1, M4, M5 → discard, heap", StateBackend.HEAP),
    THREE_ROCKSDB("Kafka → M1, M4, M5 → discard, RocksDB", StateBackend.ROCKSDB),
    THREE_CLICKHOUSE_HEAP("Kafka → M1, M4, M5 → ClickHouse, heap", StateBackend.HEAP),
    THREE_CLICKHOUSE_ROCKSDB("Kafka → M1, M4, M5 → ClickHouse, RocksDB", StateBackend.ROCKSDB),
    ALL_HEAP("Kafka → all metrics → discard, heap", StateBackend.HEAP),
    ALL_ROCKSDB("Kafka → all metrics → discard, RocksDB", StateBackend.ROCKSDB),
    ALL_CLICKHOUSE_HEAP("Kafka → all metrics → ClickHouse, heap", StateBackend.HEAP),
    ALL_CLICKHOUSE_ROCKSDB("Kafka → all metrics → ClickHouse, RocksDB", StateBackend.ROCKSDB);

    /** What other systems were measured with: first response, stage dwell, sales cycle. */
    private static final List<Timeline> THREE = List.of(
            new Timeline(
                    Timelines.ENGAGEMENT.name(),
                    List.of(new FirstResponseFold(), new StageDwellFold(), new SalesCycleFold())),
            Timelines.CUSTOMER,
            Timelines.PEOPLE);

    private final String title;
    private final StateBackend backend;

    BenchPath(String title, StateBackend backend) {
        this.title = title;
        this.backend = backend;
    }

    String title() {
        return title;
    }

    StateBackend backend() {
        return backend;
    }

    /** The timelines on the way, none where it is shorter. */
    List<Timeline> timelines() {
        return switch (this) {
            case BYTES, PARSE -> List.of();
            case THREE_HEAP, THREE_ROCKSDB, THREE_CLICKHOUSE_HEAP, THREE_CLICKHOUSE_ROCKSDB -> THREE;
            case ALL_HEAP, ALL_ROCKSDB, ALL_CLICKHOUSE_HEAP, ALL_CLICKHOUSE_ROCKSDB -> Timelines.ALL;
        };
    }
}
