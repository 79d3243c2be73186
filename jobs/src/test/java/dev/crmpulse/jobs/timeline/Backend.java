package dev.crmpulse.jobs.timeline;

import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/** Where Flink keeps the state under test. */
enum Backend {
    HEAP {
        @Override
        StateBackend open() {
            return new HashMapStateBackend();
        }
    },
    ROCKSDB {
        @Override
        StateBackend open() {
            EmbeddedRocksDBStateBackend rocks = new EmbeddedRocksDBStateBackend();
            rocks.getMemoryConfiguration().setUseManagedMemory(false);
            return rocks;
        }
    };

    abstract StateBackend open();
}
