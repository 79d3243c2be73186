package dev.crmpulse.cli.replay;

import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.jobs.Origin;
import dev.crmpulse.jobs.config.LiveConfig;
import dev.crmpulse.jobs.live.LiveJob;
import dev.crmpulse.jobs.live.LiveStart;
import dev.crmpulse.jobs.live.LiveStart.EarlierFigures;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Somebody's own ClickHouse, which a live job goes on with. Policies come from their Kafka, and dead letters, alerts and
 * tiers go there.
 *
 * @param policies in force beside the shipped ones, where nobody has put others in their place
 */
public record BackfillTarget(LiveConfig live, Collection<? extends Policy> policies) implements ReplayTarget {
    public BackfillTarget {
        policies = List.copyOf(policies);
    }

    @Override
    public Purpose purpose() {
        return Purpose.BACKFILL;
    }

    @Override
    public ClickHouseEndpoint clickHouse() {
        return live.clickHouse();
    }

    @Override
    public KafkaEndpoint kafka() {
        return live.kafka();
    }

    @Override
    public IntakeRules intake() {
        return IntakeRules.replay(live.tenants());
    }

    /** Those that were written since the run began: the topic has the ones of earlier runs too. */
    @Override
    public Origin deadLetters() {
        return Origin.unreadDeadLetters(kafka());
    }

    @Override
    public String consumerGroup(long run) {
        return live.consumerGroup() + "-history-" + run;
    }

    @Override
    public long begin(RunStart start, List<Policy> brought) throws Exception {
        OptionalLong known = start instanceof RunStart.Resume goOn ? OptionalLong.of(goOn.run()) : OptionalLong.empty();
        EarlierFigures otherwise = start instanceof RunStart.Restart ? EarlierFigures.TAKE_BACK : EarlierFigures.REFUSE;
        long run = LiveStart.prepareBackfill(live, policies, brought, known, otherwise);
        if (known.isEmpty()) {
            try (TopicAdmin topics = new TopicAdmin(kafka())) {
                topics.skipToEnd(Topics.DEAD_LETTERS, consumerGroup(run));
            }
        }
        return run;
    }

    @Override
    public void addTo(StreamExecutionEnvironment environment, long run) {
        LiveJob.renewLease(environment, clickHouse(), run);
    }
}
