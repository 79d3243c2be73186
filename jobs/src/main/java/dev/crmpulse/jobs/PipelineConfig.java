package dev.crmpulse.jobs;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.policy.PolicyFeed;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Where a job reads and writes.
 *
 * @param events where they come from
 * @param deadLetters where those of all writers come from
 * @param kafka of the topics that are written
 * @param consumerGroup group under which offsets are committed, for lag monitoring; the job itself keeps its own
 * @param run number of the run
 * @param horizon how time passes
 * @param commitRetryTimeout how long a checkpoint's rows are tried again before the job restarts
 */
public record PipelineConfig(
        Origin events,
        Origin deadLetters,
        KafkaEndpoint kafka,
        String consumerGroup,
        ClickHouseEndpoint clickHouse,
        long run,
        List<Timeline> timelines,
        Retention retention,
        WatermarkStrategy<ParsedRecord> horizon,
        PolicyFeed policies,
        IntakeRules intake,
        Duration commitRetryTimeout) {}
