package dev.crmpulse.embedded.flink;

/** Where keyed state lies. */
public enum StateBackend {
    /** On the Java heap: fastest, as large as memory. */
    HEAP("hashmap"),
    /** In RocksDB on local disk: as large as the disk. */
    ROCKSDB("rocksdb");

    private final String flinkName;

    StateBackend(String flinkName) {
        this.flinkName = flinkName;
    }

    String flinkName() {
        return flinkName;
    }
}
