package dev.crmpulse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDB;

/** Two libraries bring a RocksDB under the same names. */
class ClassPathTest {
    @Test
    void jobsGetTheRocksDbOfFlink() {
        assertThat(RocksDB.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .contains("frocksdbjni");
    }
}
