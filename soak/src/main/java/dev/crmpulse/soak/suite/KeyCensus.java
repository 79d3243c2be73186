package dev.crmpulse.soak.suite;

import dev.crmpulse.jobs.timeline.SavedKey;
import java.nio.file.Path;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

/**
 * How many keys a savepoint holds of a timeline.
 *
 * @param withHistory those whose history is kept
 * @param retired those of which only that they were is known
 * @param other what should not be: retired with a history, or open without one
 */
record KeyCensus(long withHistory, long retired, long other) {
    private static final int WITH_HISTORY = 0;
    private static final int RETIRED = 1;
    private static final int OTHER = 2;

    static KeyCensus of(Path savepoint, String timeline) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        long[] counts = new long[OTHER + 1];
        try (CloseableIterator<Integer> kinds = SavepointReader.read(
                        environment, savepoint.toUri().toString())
                .readKeyedState(
                        OperatorIdentifier.forUid("timeline-" + timeline), new KindOfKey(), Types.STRING, Types.INT)
                .executeAndCollect()) {
            kinds.forEachRemaining(kind -> counts[kind]++);
        }
        return new KeyCensus(counts[WITH_HISTORY], counts[RETIRED], counts[OTHER]);
    }

    private static final class KindOfKey extends KeyedStateReaderFunction<String, Integer> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<byte[]> state;
        private transient ListState<byte[]> history;

        @Override
        public void open(OpenContext context) {
            state = getRuntimeContext()
                    .getState(new ValueStateDescriptor<>(
                            SavedKey.STATE, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
            history = getRuntimeContext()
                    .getListState(new ListStateDescriptor<>(
                            SavedKey.HISTORY, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        }

        @Override
        public void readKey(String key, Context context, Collector<Integer> out) throws Exception {
            boolean hasHistory = history.get().iterator().hasNext();
            boolean isRetired = SavedKey.isRetired(state.value());
            if (isRetired == hasHistory) {
                out.collect(OTHER);
            } else {
                out.collect(isRetired ? RETIRED : WITH_HISTORY);
            }
        }
    }
}
