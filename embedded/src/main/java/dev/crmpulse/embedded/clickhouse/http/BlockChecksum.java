package dev.crmpulse.embedded.clickhouse.http;

import com.clickhouse.data.ClickHouseCityHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** CityHash128 in the version ClickHouse froze for its compressed blocks, as the 16 bytes that go before a block. */
final class BlockChecksum {
    static final int BYTES = 16;

    private BlockChecksum() {}

    // The driver deprecates the whole package of its former API, but holds no other copy of this hash.
    @SuppressWarnings("deprecation")
    static byte[] of(byte[] block, int length) {
        long[] hash = ClickHouseCityHash.cityHash128(block, 0, length);
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(hash[0])
                .putLong(hash[1])
                .array();
    }
}
