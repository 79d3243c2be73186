package dev.crmpulse.jobs.live;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.clickhouse.RebuiltWindows;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.PolicyTopic;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.jobs.policy.PolicySetup;
import java.util.Collection;
import java.util.List;

/**
 * A run that evaluates history. Which policies it evaluates by is settled before its first event: they may date from any time, for
 * nothing was evaluated without them.
 *
 * @param kafka where the topic of policies is
 * @param brought policies that come with the history, in the place of known ones of the same keys
 */
public record HistoryRun(KafkaEndpoint kafka, ClickHouseEndpoint clickHouse, Collection<Policy> brought) {
    public HistoryRun {
        brought = List.copyOf(brought);
    }

    /**
     * Begins from an empty state. What earlier runs said stays until this one is complete.
     *
     * @param own in force beside the shipped ones, where nobody has put others in their place
     * @return its number
     */
    public long begin(List<String> timelines, String mode, Collection<? extends Policy> own) throws Exception {
        PolicyTopic.publish(kafka, brought);
        Policies inForce = PolicySetup.putInForce(kafka, own);
        QueryRetry retry = QueryRetry.of(clickHouse);
        long run = retry.call(connection -> new Runs(connection).next());
        long def = retry.call(connection -> {
            long before = new Runs(connection).def(run);
            boolean same = new PolicyTables(connection).read().equals(inForce);
            return before == 0 || !same ? before + 1 : before;
        });
        return retry.call(connection -> {
            new Runs(connection).begin(run, timelines, mode, def);
            new RebuiltWindows(connection).keep(run);
            new PolicyTables(connection).write(inForce, run);
            return run;
        });
    }

    /**
     * Goes on with the state of a run.
     *
     * @throws PreflightException where it has evaluated without one of the policies that are brought
     */
    public long resume(long run, Collection<? extends Policy> own) throws Exception {
        List<Policy> others = PolicySetup.notInForce(kafka, brought);
        QueryRetry retry = QueryRetry.of(clickHouse);
        if (!others.isEmpty() && retry.call(connection -> new Runs(connection).haveProcessed())) {
            Policy first = others.get(0);
            throw new PreflightException(
                    first.kind().written() + " '" + first.id() + "' version " + first.version()
                            + " is not what the history that is there was evaluated by: say --rebuild to evaluate all of it anew");
        }
        PolicyTopic.publish(kafka, others);
        Policies inForce = PolicySetup.putInForce(kafka, own);
        return retry.call(connection -> {
            new PolicyTables(connection).write(inForce, run);
            return run;
        });
    }

    /** Journals which figures of earlier runs this one has changed. */
    public static void complete(ClickHouseEndpoint clickHouse, long run) throws Exception {
        QueryRetry.of(clickHouse).call(connection -> {
            new RebuiltWindows(connection).compare(run, new Runs(connection).def(run + 1));
            return run;
        });
    }
}
