package dev.crmpulse.soak.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.cli.endtoend.DyingWatcher;
import dev.crmpulse.cli.endtoend.Facts;
import dev.crmpulse.cli.endtoend.Fixture;
import dev.crmpulse.cli.endtoend.FixtureRun;
import dev.crmpulse.cli.endtoend.Harness;
import dev.crmpulse.cli.replay.ReplayReport;
import dev.crmpulse.cli.replay.ReplayWatcher;
import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.engine.rollup.Window;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes die while history is replayed; afterwards everything is as if none had. Each run draws its own seed and
 * shows where it fails.
 */
@ExtendWith(FixtureRun.Resolver.class)
class KillTest {
    private static final Duration CHECKPOINTS = Duration.ofMillis(500);
    private static final Mapping LOANS = Fixture.mapping("bpi2012.yaml");
    private static final Path FILE = Fixture.file("loans.xes");
    private static final long RECORDS = 3059;
    /** The file takes five seconds or more: ten checkpoints. */
    private static final long EVENTS_PER_SECOND = 600;

    private final long seed = new Random().nextInt(1_000_000);

    @TempDir
    Path directory;

    @Test
    void leadsAndTheirDealsLieOnDifferentPartitionsOfAllThree() {
        int[] apart = IntStream.rangeClosed(500_001, 500_300)
                .filter(loan -> partition("lead", loan) != partition("deal", loan))
                .toArray();

        // two thirds of 300 by chance
        assertThat(apart).hasSizeBetween(150, 250);
        assertThat(IntStream.of(apart).map(loan -> partition("lead", loan)).distinct())
                .hasSize(3);
    }

    @Test
    void threeKillsLoseNothingAndDoubleNothing(FixtureRun undisturbed) throws Exception {
        KillSchedule schedule = KillSchedule.random(seed, 3, RECORDS, CHECKPOINTS);
        try (Harness harness = Harness.open(directory, CHECKPOINTS);
                KillingWatcher killer = new KillingWatcher(harness.stack(), schedule, ReplayWatcher.silent())) {
            ReplayReport report = harness.replaySlowly(EVENTS_PER_SECOND, killer, LOANS, FILE);

            assertThat(killer.done()).as("%s", schedule).isEqualTo(schedule.kills());
            assertThat(killer.done())
                    .extracting(kill -> kill.victim())
                    .containsExactly(Victim.TASK_MANAGER, Victim.CLICKHOUSE, Victim.TASK_MANAGER);
            assertAsUndisturbed(harness, undisturbed, schedule.toString());
            assertThat(report.delivered()).as("%s", schedule).isEqualTo(report.events());
            assertThat(report.duplicates()).as("%s", schedule).isZero();
            // one row a delivery: no chunk was inserted twice, none was lost
            assertThat(harness.ask().lines("SELECT count(), uniqExact(source, id) FROM crm_store.event"))
                    .as("%s", schedule)
                    .containsExactly(report.events() + "\t" + report.events());
        }
    }

    @Test
    void aReplayThatDiedHalfWayGoesOnFromItsLastCheckpoint(FixtureRun undisturbed) throws Exception {
        long diesAt = RECORDS / 4 + new Random(seed).nextInt((int) RECORDS / 2);
        String when = "seed " + seed + ", dies at record " + diesAt;
        try (Harness harness = Harness.open(directory, CHECKPOINTS)) {
            DyingWatcher dying =
                    new DyingWatcher(diesAt, () -> harness.ask().number("SELECT count() FROM crm.event") > 0);
            assertThatThrownBy(() -> harness.replaySlowly(EVENTS_PER_SECOND, dying, LOANS, FILE))
                    .isInstanceOf(DyingWatcher.Death.class);
        }

        try (Harness harness = Harness.open(directory, CHECKPOINTS)) {
            long written = harness.ask().number("SELECT count() FROM crm.event");
            ReplayReport report = harness.replay(LOANS, FILE);

            assertAsUndisturbed(harness, undisturbed, when);
            // what had been sent before the death is delivered twice, the rest once
            long sentBefore = harness.ask().number("SELECT count() FROM crm_store.event") - report.events();
            assertThat(sentBefore)
                    .as(when)
                    .isBetween(written, report.events() - 1)
                    .isPositive();
            assertThat(harness.ask().lines("SELECT delivered, accepted, duplicates, late FROM crm.ledger"))
                    .as(when)
                    .containsExactly(report.events() + sentBefore + "\t" + report.events() + "\t" + sentBefore + "\t0");
            assertThat(harness.ask().number("SELECT uniqExact(source, id) FROM crm_store.event"))
                    .as(when)
                    .isEqualTo(report.events());
            // it went on and did not begin anew
            assertThat(harness.ask().number("SELECT count() FROM crm.run"))
                    .as(when)
                    .isEqualTo(1);
            assertThat(report.delivered()).as(when).isLessThan(report.events() + sentBefore);
        }
    }

    private static void assertAsUndisturbed(Harness harness, FixtureRun undisturbed, String when) throws Exception {
        Map<String, List<String>> expected = undisturbed.loanFacts();
        Facts.assertEqual(harness.ask().facts(Fixture.LOANS_TENANT), expected, when);
        assertThat(harness.differences()).as(when).isEmpty();
        // behind the views: no row of a lost attempt that was not published again, and none that had to be retracted
        for (String view : expected.keySet()) {
            if (view.equals(Window.TYPE.name())) {
                // a fact that comes to have an owner leaves one window for another, which takes the first one back
                continue;
            }
            assertThat(harness.ask().number("SELECT uniqExact(tenant, id) FROM crm_store." + view))
                    .as("%s, %s", view, when)
                    .isEqualTo(expected.get(view).size());
        }
    }

    private static int partition(String kind, int loan) {
        byte[] key = (Fixture.LOANS_TENANT + "/" + kind + "/" + loan).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % 3;
    }
}
