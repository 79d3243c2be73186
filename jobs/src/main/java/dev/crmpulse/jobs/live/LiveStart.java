package dev.crmpulse.jobs.live;

import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.jobs.policy.PolicySetup;
import dev.crmpulse.metrics.policy.Policy;
import dev.crmpulse.metrics.timeline.Timeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;

/** What is to be done before a live job is submitted. */
public final class LiveStart {
    private LiveStart() {}

    /**
     * Checks both ends, puts policies in force and begins a run.
     *
     * @param own policies in force beside the shipped ones, where nobody has put others in their place
     * @return number of the run
     * @throws PreflightException where something is missing or wrong, or another job runs one of the timelines
     */
    public static long prepare(LiveConfig config, Collection<? extends Policy> own)
            throws PreflightException, SQLException, ExecutionException, InterruptedException {
        Preflight.kafka(config.kafka());
        Preflight.clickHouse(config.clickHouse());
        List<String> timelines = config.timelines().stream().map(Timeline::name).toList();
        try (Connection connection = config.clickHouse().connect()) {
            Runs runs = new Runs(connection);
            OptionalLong other = runs.alive(timelines);
            if (other.isPresent()) {
                throw new PreflightException("run " + other.getAsLong() + " computes one of "
                        + String.join(", ", timelines)
                        + " now, and two jobs would override each other: stop it; where it"
                        + " died, wait 30 s");
            }
            long run = runs.goOn(timelines, "live");
            PolicySetup.putInForce(config.kafka(), connection, run, own);
            return run;
        }
    }
}
