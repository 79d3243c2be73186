package dev.crmpulse.jobs.live;

import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.kafka.HorizonWatermarks;
import dev.crmpulse.jobs.Pipeline;
import dev.crmpulse.jobs.PipelineConfig;
import dev.crmpulse.jobs.policy.KafkaPolicyFeed;
import dev.crmpulse.metrics.timeline.Retention;
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
    private static final Duration COMMIT_PATIENCE = Duration.ofMinutes(10);
    private static final Duration LEASE_EVERY = Duration.ofSeconds(5);

    private LiveJob() {}

    /**
     * Lays out the job.
     *
     * @param run number of the run, of {@code Runs}
     */
    public static void build(StreamExecutionEnvironment env, LiveConfig config, long run) {
        Pipeline.build(
                env,
                new PipelineConfig(
                        config.kafka(),
                        config.consumerGroup(),
                        config.clickHouse(),
                        run,
                        config.timelines(),
                        Retention.LIVE,
                        HorizonWatermarks.ofTicks(config.passing().allowance()),
                        new KafkaPolicyFeed(config.kafka()),
                        IntakeRules.live(config.tenants()),
                        COMMIT_PATIENCE));
        if (config.passing().ticks() == Passing.Ticks.OWN) {
            beats(env, "ticks", config.passing().tickEvery())
                    .sinkTo(new HeartbeatSink(config.kafka()))
                    .name("heartbeat")
                    .uid("heartbeat")
                    .setParallelism(1);
        }
        beats(env, "lease", LEASE_EVERY)
                .sinkTo(new LeaseSink(config.clickHouse(), run))
                .name("lease of the run")
                .uid("lease")
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
