package dev.crmpulse.jobs.live;

import dev.crmpulse.connectors.kafka.Heartbeat;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Ticks whenever a beat comes in. */
record HeartbeatSink(KafkaEndpoint kafka) implements Sink<Long> {
    @Override
    public SinkWriter<Long> createWriter(WriterInitContext context) {
        Heartbeat heartbeat = new Heartbeat(kafka);
        boolean restarted = context.getTaskInfo().getAttemptNumber() > 0
                || context.getRestoredCheckpointId().isPresent();
        if (restarted) {
            heartbeat.startedAgain();
        }
        return new SinkWriter<>() {
            @Override
            public void write(Long beat, Context unused) {
                heartbeat.beat();
            }

            @Override
            public void flush(boolean endOfInput) {
                // a tick belongs to no checkpoint: where one is lost, the next one moves event time
            }

            @Override
            public void close() {
                heartbeat.close();
            }
        };
    }
}
