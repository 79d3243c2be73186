package dev.crmpulse.bench;

import dev.crmpulse.local.flink.StateBackend;

/** How far along the road a measurement goes. */
enum BenchPath {
    BYTES("Kafka → bytes → discard", StateBackend.HEAP),
    PARSE("Kafka → parse → discard", StateBackend.HEAP),
    TIMELINE_HEAP("Kafka → timeline → discard, heap", StateBackend.HEAP),
    TIMELINE_ROCKSDB("Kafka → timeline → discard, RocksDB", StateBackend.ROCKSDB),
    CLICKHOUSE_HEAP("Kafka → timeline → ClickHouse, heap", StateBackend.HEAP),
    CLICKHOUSE_ROCKSDB("Kafka → timeline → ClickHouse, RocksDB", StateBackend.ROCKSDB);

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
}
