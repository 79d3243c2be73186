package dev.crmpulse.jobs.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class StoredOrderTest {
    private static final int KEY_GROUPS = 4;

    @Test
    void keysComeInTheOrderOfTheirStoredBytes() {
        List<String> keys = Stream.of(
                        "t/lead/L1", "t/lead/L10", "t/lead/L2", "t/deal/D1", "a", "", "t/lead/l1", "t/rep/9")
                .flatMap(key -> Stream.of(key, key + "/x", "u" + key))
                .toList();
        Map<String, Integer> batch = new HashMap<>();
        keys.forEach(key -> batch.put(key, key.length()));

        assertThat(new StoredOrder(KEY_GROUPS).of(batch))
                .extracting(Map.Entry::getKey)
                .containsExactlyElementsOf(keys.stream()
                        .sorted(Comparator.comparing(StoredOrderTest::stored, Arrays::compareUnsigned))
                        .toList());
    }

    /** As the backend does it: the key group, then what the serializer of texts writes. */
    private static byte[] stored(String key) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(64);
            out.writeByte(KeyGroupRangeAssignment.assignToKeyGroup(key, KEY_GROUPS));
            StringSerializer.INSTANCE.serialize(key, out);
            return out.getCopyOfBuffer();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
