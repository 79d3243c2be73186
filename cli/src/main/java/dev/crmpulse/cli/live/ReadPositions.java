package dev.crmpulse.cli.live;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.jobs.Origin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** How far the job of a savepoint has read the topic of events. Offsets that a consumer group committed may be older. */
public final class ReadPositions {
    /** Under this name the sources of Flink keep what each of their readers reads. */
    private static final String SPLITS = "SourceReaderState";

    private ReadPositions() {}

    /** Offset of the next record that it would read, by partition. */
    public static Map<Integer, Long> of(Path savepoint, KafkaEndpoint kafka) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        Map<Integer, Long> positions = new HashMap<>();
        try (CloseableIterator<byte[]> splits = SavepointReader.read(
                        environment, savepoint.toUri().toString())
                .readListState(
                        OperatorIdentifier.forUid(Origin.live(kafka).uid()),
                        SPLITS,
                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
                .executeAndCollect()) {
            while (splits.hasNext()) {
                KafkaPartitionSplit split = SimpleVersionedSerialization.readVersionAndDeSerialize(
                        new KafkaPartitionSplitSerializer(), splits.next());
                positions.put(split.getPartition(), split.getStartingOffset());
            }
        }
        return positions;
    }
}
