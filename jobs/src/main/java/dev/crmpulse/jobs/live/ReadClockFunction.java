package dev.crmpulse.jobs.live;

import dev.crmpulse.connectors.cloudevents.ClockTick;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.ReadClock;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Looks at each beat how late it is known to be. */
final class ReadClockFunction extends ProcessFunction<Long, ParsedRecord> {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final KafkaEndpoint kafka;
    private final String group;

    private transient ReadClock clock;

    /** @param group under which the job commits how far it has read */
    ReadClockFunction(KafkaEndpoint kafka, String group) {
        this.kafka = kafka;
        this.group = group;
    }

    @Override
    public void open(OpenContext context) {
        clock = new ReadClock(new TopicAdmin(kafka, TIMEOUT), group);
    }

    @Override
    public void processElement(Long beat, Context context, Collector<ParsedRecord> out) throws InterruptedException {
        clock.look().ifPresent(moment -> out.collect(new ClockTick(moment.toEpochMilli())));
    }

    @Override
    public void close() {
        if (clock != null) {
            clock.close();
        }
    }
}
