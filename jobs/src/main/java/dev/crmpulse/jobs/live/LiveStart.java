package dev.crmpulse.jobs.live;

import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.config.LiveConfig;
import dev.crmpulse.jobs.policy.PolicySetup;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** What is to be done before a live job is submitted. */
public final class LiveStart {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private LiveStart() {}

    /**
     * Checks both ends, puts policies in force and begins a run.
     *
     * @param own policies in force beside the shipped ones, where nobody has put others in their place
     * @return number of the run
     * @throws PreflightException where something is missing or wrong, or another job runs one of the timelines
     */
    public static long prepare(LiveConfig config, Collection<? extends Policy> own) throws Exception {
        return prepare(config, own, Duration.ZERO);
    }

    /**
     * The same for a job that takes the place of another.
     *
     * @param timeout how long the other one may seem to run: one that was stopped or killed does for 30 s
     */
    public static long prepare(LiveConfig config, Collection<? extends Policy> own, Duration timeout) throws Exception {
        List<String> timelines = check(config, timeout);
        QueryRetry clickHouse = QueryRetry.of(config.clickHouse());
        long run = clickHouse.call(connection -> new Runs(connection).next());
        clickHouse.call(connection -> {
            new Runs(connection).goOn(run, timelines, "live");
            return run;
        });
        PolicySetup.putInForce(config.kafka(), clickHouse, run, own);
        return run;
    }

    /**
     * The same for a back-fill, whose state a live job will go on with.
     *
     * @param brought policies that come with the history
     * @param known run of the back-fill that this one adds to; empty where it is the first
     * @param otherwise what to do about figures of runs that this back-fill would not go on with
     */
    public static long prepareBackfill(
            LiveConfig config,
            Collection<? extends Policy> own,
            Collection<Policy> brought,
            OptionalLong known,
            EarlierFigures otherwise)
            throws Exception {
        List<String> timelines = check(config, Duration.ZERO);
        OptionalLong newest = QueryRetry.of(config.clickHouse()).call(connection -> new Runs(connection).newest());
        if (otherwise == EarlierFigures.REFUSE && newest.isPresent() && !newest.equals(known)) {
            throw new PreflightException("ClickHouse " + config.clickHouse() + " holds figures of run "
                    + newest.getAsLong() + ", which this back-fill would not go on with: say --rebuild to begin"
                    + " anew and take back what it does not say itself");
        }
        HistoryRun history = new HistoryRun(config.kafka(), config.clickHouse(), brought);
        return known.isPresent() ? history.resume(known.getAsLong(), own) : history.begin(timelines, "back-fill", own);
    }

    /** What a back-fill does about figures of other runs. */
    public enum EarlierFigures {
        /** It does not begin. */
        REFUSE,
        /** It takes them back at its end, as far as it has not said them again. */
        TAKE_BACK
    }

    private static List<String> check(LiveConfig config, Duration timeout) throws Exception {
        Preflight.kafka(config);
        Preflight.clickHouse(config.clickHouse());
        List<String> timelines = config.timelines().stream().map(Timeline::name).toList();
        OptionalLong other = alive(QueryRetry.of(config.clickHouse()), timelines, timeout);
        if (other.isPresent()) {
            throw new PreflightException("run " + other.getAsLong() + " computes one of "
                    + String.join(", ", timelines)
                    + " now, and two jobs would override each other: stop it; where it"
                    + " died, wait 30 s");
        }
        return timelines;
    }

    private static OptionalLong alive(QueryRetry clickHouse, List<String> timelines, Duration timeout)
            throws Exception {
        Instant giveUp = Instant.now().plus(timeout);
        while (true) {
            OptionalLong other = clickHouse.call(connection -> new Runs(connection).alive(timelines));
            if (other.isEmpty() || !Instant.now().isBefore(giveUp)) {
                return other;
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }
}
