package dev.crmpulse.jobs.live;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.kafka.HorizonWatermarks;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.jobs.Origin;
import dev.crmpulse.jobs.Pipeline;
import dev.crmpulse.jobs.PipelineConfig;
import dev.crmpulse.jobs.config.EventTimeConfig;
import dev.crmpulse.jobs.config.EventTimeConfig.Ticks;
import dev.crmpulse.jobs.config.LiveConfig;
import dev.crmpulse.jobs.policy.KafkaPolicyFeed;
import dev.crmpulse.jobs.record.ParsedRecordSerializer;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job that follows what happens now. */
public final class LiveJob {
    private static final Duration COMMIT_RETRY_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration LEASE_EVERY = Duration.ofSeconds(5);

    private LiveJob() {}

    /**
     * Lays out the job, which begins with the first event that is there.
     *
     * @param run number of the run, of {@code Runs}
     */
    public static void build(StreamExecutionEnvironment env, LiveConfig config, long run) {
        build(env, config, run, Origin.live(config.kafka()));
    }

    /** The same with another beginning, for a job that goes on with the state of a back-fill. */
    public static void build(StreamExecutionEnvironment env, LiveConfig config, long run, Origin origin) {
        EventTimeConfig eventTime = config.eventTime();
        boolean ticked = eventTime.ticks() != Ticks.NOBODY;
        Pipeline.build(
                env,
                new PipelineConfig(
                        origin,
                        Origin.deadLetters(config.kafka()),
                        config.kafka(),
                        config.consumerGroup(),
                        config.clickHouse(),
                        run,
                        config.timelines(),
                        Retention.LIVE,
                        ticked ? HorizonWatermarks.ofTicks(eventTime.allowance()) : HorizonWatermarks.ofOthers(),
                        new KafkaPolicyFeed(config.kafka()),
                        IntakeRules.live(config.tenants()),
                        COMMIT_RETRY_TIMEOUT),
                events -> ticked ? events : events.union(readClock(env, config)));
        if (eventTime.ticks() == Ticks.OWN) {
            beats(env, "ticks", eventTime.tickEvery())
                    .sinkTo(new HeartbeatSink(config.kafka()))
                    .name("heartbeat")
                    .uid("heartbeat")
                    .setParallelism(1);
        }
        renewLease(env, config.clickHouse(), run);
    }

    /** Lets whoever would start another job of the same timelines know that this one runs. */
    public static void renewLease(StreamExecutionEnvironment env, ClickHouseEndpoint clickHouse, long run) {
        beats(env, "lease", LEASE_EVERY)
                .sinkTo(new LeaseSink(clickHouse, run))
                .name("lease of the run")
                .uid("lease")
                .setParallelism(1);
    }

    private static DataStream<ParsedRecord> readClock(StreamExecutionEnvironment env, LiveConfig config) {
        return beats(env, "clock", config.eventTime().tickEvery())
                .process(new ReadClockFunction(config.kafka(), config.consumerGroup()), ParsedRecordSerializer.TYPE)
                .name("clock")
                .uid("clock")
                .setParallelism(1)
                .assignTimestampsAndWatermarks(
                        HorizonWatermarks.ofTicks(config.eventTime().allowance()))
                .name("horizon")
                .uid("horizon")
                .setParallelism(1);
    }

    private static DataStream<Long> beats(StreamExecutionEnvironment env, String name, Duration every) {
        GeneratorFunction<Long, Long> count = number -> number;
        return env.fromSource(
                        new DataGeneratorSource<>(
                                count,
                                Long.MAX_VALUE,
                                RateLimiterStrategy.perSecond(1000.0 / every.toMillis()),
                                Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        name)
                .uid("beats-" + name)
                .setParallelism(1);
    }
}
