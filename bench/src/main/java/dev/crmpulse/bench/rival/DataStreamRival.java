package dev.crmpulse.bench.rival;

import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** A job of Flink that keeps the history of each lead and computes its facts anew with each event. */
public final class DataStreamRival {
    private DataStreamRival() {}

    /** How events are read; what no metric reads is left out. */
    public static DeserializationSchema<SalesEvent> schema() {
        return new Schema();
    }

    /** Lays the job out. */
    public static DataStream<SalesFacts> define(DataStream<SalesEvent> events) {
        return events.keyBy(SalesEvent::leadId)
                .process(new Metrics(), TypeInformation.of(SalesFacts.class))
                .name("metrics");
    }

    private static final class Schema extends AbstractDeserializationSchema<SalesEvent> {
        Schema() {
            super(SalesEvent.class);
        }

        @Override
        public SalesEvent deserialize(byte[] json) throws IOException {
            return SalesEventParser.parse(json);
        }
    }

    private static final class Metrics extends KeyedProcessFunction<String, SalesEvent, SalesFacts> {
        private transient ValueState<SalesHistory> history;

        @Override
        public void open(OpenContext context) {
            history = getRuntimeContext().getState(new ValueStateDescriptor<>("history", SalesHistory.class));
        }

        @Override
        public void processElement(SalesEvent event, Context context, Collector<SalesFacts> facts) throws IOException {
            SalesHistory stored = history.value();
            SalesHistory before = stored == null ? SalesHistory.EMPTY : stored;
            Optional<SalesHistory> after = before.with(event);
            if (after.isPresent()) {
                history.update(after.get());
                facts.collect(after.get().facts());
            }
        }
    }
}
