package dev.crmpulse.embedded.flink;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.rocksdb.CompactionStyle;

/**
 * How RocksDB keeps state of which there is a checkpoint every two seconds: here, in the clusters of the soak suites and in the files
 * under {@code deploy/}.
 */
public final class RocksDbSettings {
    private RocksDbSettings() {}

    /**
     * Such checkpoints make many small files. What is written again soon is in the latest of them, so these are merged among
     * themselves and what has been quiet is left alone, a read passes by files that do not have its key, and a checkpoint has
     * only the files that are new.
     */
    public static Configuration configuration() {
        Configuration c = new Configuration();
        c.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        c.set(RocksDBConfigurableOptions.COMPACTION_STYLE, CompactionStyle.UNIVERSAL);
        c.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
        return c;
    }
}
