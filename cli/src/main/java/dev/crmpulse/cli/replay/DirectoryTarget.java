package dev.crmpulse.cli.replay;

import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.clickhouse.TableGuard;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.jobs.Origin;
import dev.crmpulse.jobs.live.HistoryRun;
import dev.crmpulse.jobs.policy.PolicySetup;
import dev.crmpulse.jobs.table.Tables;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The stores of the data directory itself.
 *
 * @param purpose what the directory is used for
 */
public record DirectoryTarget(LocalStack stack, Purpose purpose) implements ReplayTarget {
    @Override
    public ClickHouseEndpoint clickHouse() {
        return stack.endpoint();
    }

    @Override
    public KafkaEndpoint kafka() {
        return stack.kafka();
    }

    @Override
    public IntakeRules intake() {
        return IntakeRules.replay();
    }

    /** All that are there: the topic begins with the run. */
    @Override
    public Origin deadLetters() {
        return Origin.deadLetters(kafka());
    }

    @Override
    public String consumerGroup(long run) {
        return "crm-pulse-" + run;
    }

    @Override
    public long begin(RunStart start, List<Policy> brought) throws Exception {
        QueryRetry clickHouse = QueryRetry.of(clickHouse());
        clickHouse.call(connection -> {
            List<String> applied = new Migrations(connection, Metrics.ALL).apply();
            new TableGuard(connection).check(Tables.ALL);
            return applied;
        });
        HistoryRun history = new HistoryRun(kafka(), clickHouse(), brought);
        if (start instanceof RunStart.Resume known) {
            return history.resume(known.run(), List.of());
        }
        if (start instanceof RunStart.Restart && !brought.isEmpty()) {
            // whoever begins anew by policies of their own means these, not what was tried before
            PolicySetup.withdrawOthers(kafka(), brought);
        }
        return history.begin(Timelines.NAMES, "replay", List.of());
    }

    @Override
    public void addTo(StreamExecutionEnvironment environment, long run) {
        // nobody else writes to this directory: it is locked
    }
}
