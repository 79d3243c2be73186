package dev.crmpulse.cli.replay;

import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.jobs.Origin;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What a replay fills, and by whose rules. */
public interface ReplayTarget {
    /** What its state will be good for. */
    Purpose purpose();

    ClickHouseEndpoint clickHouse();

    /** Brokers of all topics but that of events. */
    KafkaEndpoint kafka();

    IntakeRules intake();

    /** Where the dead letters of a run are read from, by the consumer group of that run. */
    Origin deadLetters();

    /**
     * Group under which the job of a run commits its offsets. Each run has its own: topics begin anew with it, and offsets of
     * the run before would pass for read.
     */
    String consumerGroup(long run);

    /**
     * Gets tables, topics and policies ready and begins a run, or reports what is wrong before any event moves.
     *
     * @param brought policies that come with the history
     * @return its number, or that of the run to go on with
     */
    long begin(RunStart start, List<Policy> brought) throws Exception;

    /** Adds to the job what this target wants beside the pipeline. */
    void addTo(StreamExecutionEnvironment environment, long run);
}
