package dev.crmpulse.local.replay;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.connectors.clickhouse.TableGuard;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.jobs.policy.PolicySetup;
import dev.crmpulse.jobs.wire.Tables;
import dev.crmpulse.local.stack.LocalStack;
import dev.crmpulse.local.stack.SavedState.Purpose;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The stores of the data directory itself. */
public record DirectoryTarget(LocalStack stack) implements ReplayTarget {
    @Override
    public Purpose purpose() {
        return Purpose.REPLAY;
    }

    @Override
    public ClickHouseEndpoint clickHouse() {
        return stack.endpoint();
    }

    @Override
    public KafkaEndpoint kafka() {
        return stack.kafka().endpoint();
    }

    @Override
    public IntakeRules intake() {
        return IntakeRules.replay();
    }

    @Override
    public String consumerGroup(long run) {
        return "crm-pulse-" + run;
    }

    @Override
    public long begin(RunStart start) throws Exception {
        QueryRetry clickHouse = QueryRetry.of(clickHouse());
        clickHouse.call(connection -> {
            List<String> applied = new Migrations(connection).apply();
            new TableGuard(connection).check(Tables.ALL);
            return applied;
        });
        long run = start instanceof RunStart.GoOn known ? known.run() : beginRun(clickHouse);
        clickHouse.call(connection -> PolicySetup.putInForce(kafka(), connection, run, List.of()));
        return run;
    }

    private static long beginRun(QueryRetry clickHouse) throws Exception {
        long run = clickHouse.call(connection -> new Runs(connection).next());
        return clickHouse.call(connection -> {
            new Runs(connection).begin(run, Timelines.NAMES, "replay");
            return run;
        });
    }

    @Override
    public void addTo(StreamExecutionEnvironment environment, long run) {
        // nobody else writes to this directory: it is locked
    }
}
