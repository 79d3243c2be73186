package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.catalogue.MetricView;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.verify.reconciliation.Reconciliation;
import dev.crmpulse.verify.reconciliation.ReconciliationPass;
import dev.crmpulse.verify.reconciliation.ReconciliationSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command that recomputes every metric from the raw events finds each row that somebody changed. */
@ExtendWith(FixtureRun.Resolver.class)
class VerifyTest {
    /** Answered after 3,599.999 s, says the fixture's list of cases checked by hand. */
    private static final String ENGAGEMENT = "engagement";

    private static final String LEAD = "500010";

    @TempDir
    Path directory;

    private ClickHouseProcess clickHouse;

    @BeforeEach
    void copyTheFixtureRun(FixtureRun run) throws Exception {
        clickHouse = ClickHouseProcess.start(run.copyTo(directory));
    }

    @AfterEach
    void stopClickHouse() {
        clickHouse.close();
    }

    @Test
    void allIsWellWhereNobodyChangedAnything() {
        // it dies with the tables of the session in it, and all is compared anew
        CompletableFuture<Void> kill = CompletableFuture.runAsync(() -> {
            awaitComparison();
            clickHouse.kill();
        });

        CommandRun verify = verify();

        assertThat(kill).isCompleted();
        assertThat(verify.exitCode()).as(verify.err() + verify.out()).isZero();
        assertThat(verify.err().lines())
                .containsOnlyOnce("ClickHouse died and is there again: comparing once more from the beginning")
                .contains("M27, M9, M6: 883 histories")
                .allMatch(line -> line.matches("(opening all events|M27(, M9, M6)?|ClickHouse died and .*): .*"));
        assertThat(verify.out().lines()).as("nothing is shown twice").doesNotHaveDuplicates();
        assertThat(verify.out().lines().map(line -> line.replaceFirst(" .*", "")))
                .containsAll(Metrics.ALL.stream().map(Metric::id).toList())
                .containsAll(Metrics.VIEWS.stream().map(MetricView::id).toList());
        assertThat(verify.out().lines())
                .anyMatch(line -> line.matches("M1 +first_response +sql +600 rows +equal"))
                .anyMatch(line -> line.matches("M4 +stage_visit .*rows +equal"))
                .anyMatch(line -> line.matches("M5 +deal +sql +883 rows +equal"))
                .anyMatch(line -> line.matches("M7 +loss_reason +view +[1-9][0-9]* rows +of these facts"))
                .noneMatch(line -> line.contains("DIFFERENT"));
    }

    @Test
    void everyFactCountsOnceInTheWindowsOfItsMetric() throws Exception {
        for (Rollup rollup : Metrics.ROLLUPS) {
            String facts = rollup.facts().name();
            assertThat(ask().number("SELECT sum(n) FROM crm." + facts + "_window"
                            + " WHERE grain = 'day' AND dated_by = 'started_at'"))
                    .as(facts)
                    .isEqualTo(ask().number("SELECT count() FROM crm." + facts));
        }
        assertThat(ask().lines("SELECT label, sum(n) FROM crm.lead_tier_window"
                        + " WHERE grain = 'day' AND dated_by = 'started_at' GROUP BY label ORDER BY label"))
                .isNotEmpty()
                .isEqualTo(ask().lines("SELECT tier, count() FROM crm.lead_tier GROUP BY tier ORDER BY tier"));
    }

    /** All in one run, for a run takes its time: each change touches another lead. */
    @Test
    void whateverSomebodyChangedIsNamedWithMetricRowColumnAndBothValues() throws Exception {
        change(LEAD, "SELECT * REPLACE (version + 1 AS version, toDecimal64(60, 3) AS calendar_seconds)");
        change("500011", "SELECT * REPLACE (version + 1 AS version, toUInt8(1) AS is_deleted)");
        change("500012", "SELECT * REPLACE ('ghost' AS id, 'ghost' AS lead_id)");
        // the same lead under another day: the natural key holds the day, so both rows stay
        change(
                "sla_clock",
                "lead/500010/first-response/1/1",
                "SELECT * REPLACE (version + 1 AS version, 'nobody' AS owner)");
        // under another day the natural key is another one: both rows stay
        change("lead_tier", "500010/1", "SELECT * REPLACE (started_at + INTERVAL 40 DAY AS started_at)");
        change("500013", "SELECT * REPLACE (started_at + INTERVAL 40 DAY AS started_at)");
        // as a job does that goes on beside it
        CompletableFuture<Void> progress = CompletableFuture.runAsync(() -> {
            awaitComparison();
            try {
                ask().text("INSERT INTO crm_store.progress SELECT * REPLACE (now64(3) AS published_at)"
                        + " FROM (SELECT * FROM crm_store.progress FINAL)");
            } catch (Exception failure) {
                throw new CompletionException(failure);
            }
        });

        CommandRun verify = verify();

        assertThat(progress).isCompleted();
        assertThat(verify.exitCode()).as(verify.out()).isEqualTo(1);
        assertThat(verify.err().lines())
                .anyMatch(line -> line.startsWith("crm-pulse: a job was writing meanwhile"))
                .allMatch(line ->
                        line.matches("(opening all events|M27(, M9, M6)?|crm-pulse: a job was writing meanwhile): .*"));
        assertThat(verify.out().lines().map(String::strip))
                .contains(
                        "M1 row bpi2012/500010 column calendar_seconds: streamed 60.000, recomputed 3599.999",
                        "M1 row bpi2012/500011: streamed nothing, recomputed a row",
                        "M1 row bpi2012/ghost: streamed a row, recomputed nothing",
                        "M27 row bpi2012/lead/500010/first-response/1/1 column owner: streamed nobody, recomputed",
                        "M9 row bpi2012/500010/1: streamed a row, recomputed nothing");
        assertThat(verify.out()).contains("M1 row bpi2012/500013");
        assertThat(verify.out().lines())
                .anyMatch(line -> line.matches("M1 +first_response .*DIFFERENT"))
                .anyMatch(line -> line.matches("M4 +stage_visit .*equal"))
                .anyMatch(line -> line.matches("M5 +deal .*equal"));
    }

    /** What a running job has beside it, a pass at a time: the forty leads from 500001 on. */
    @Test
    void whatSomebodyChangedIsFoundBesideTheJobAndResolvedWhenItIsMended() throws Exception {
        ReconciliationPass pass = pass(40, 0);

        change(LEAD, "SELECT * REPLACE (version + 1 AS version, toDecimal64(60, 3) AS calendar_seconds)");
        change(
                "sla_clock",
                "lead/500010/first-response/1/1",
                "SELECT * REPLACE (version + 1 AS version, 'nobody' AS owner)");
        change("500011", "SELECT * REPLACE (version + 1 AS version, toUInt8(1) AS is_deleted)");
        change("500012", "SELECT * REPLACE (version + 1 AS version, map('country', 'CN') AS dimensions)");
        goOnBehind("lead/500000");
        Reconciliation first = pass.run();
        assertThat(first.others()).isEqualTo(40);
        assertThat(first.rows()).isGreaterThan(400);
        assertThat(ask().lines("SELECT metric, id, fact_column, history, streamed, recomputed, resolved_at IS NULL"
                        + " FROM crm.difference ORDER BY metric, id"))
                .containsExactly(
                        "M1\t500010\tcalendar_seconds\tlead/500010\t60.000\t3599.999\t1",
                        "M1\t500011\t\tlead/500011\tnothing\ta row\t1",
                        "M1\t500012\tdimensions\tlead/500012\t{\\'country\\':\\'CN\\'}\t{}\t1",
                        "M27\tlead/500010/first-response/1/1\towner\tlead/500010\tnobody\t\t1");

        change(LEAD, "SELECT * REPLACE (version + 1 AS version, toDecimal64(3599.999, 3) AS calendar_seconds)");
        assertThat(pass.run().differences())
                .as("what is known is compared again")
                .isEqualTo(3);
        assertThat(ask().lines("SELECT id, resolved_at IS NULL FROM crm.difference WHERE metric = 'M1' ORDER BY id"))
                .containsExactly("500010\t0", "500011\t1", "500012\t1");
        assertThat(ask().lines("SELECT differences, failure FROM crm.reconciliation WHERE compared_rows > 0"
                        + " ORDER BY started_at"))
                .containsExactly("4\t", "3\t");
    }

    @Test
    void aWindowThatSomebodyChangedIsFoundBesideTheJobToo() throws Exception {
        ReconciliationPass pass = pass(1, 10_000);
        String window = ask().value(
                        "SELECT id FROM crm.fact_window WHERE tenant = 'bpi2012' AND family = 'first_response' AND grain = 'day'"
                                + " AND dated_by = 'started_at' ORDER BY started_at, id LIMIT 1");
        String itsRow = " FROM crm.fact_window WHERE tenant = 'bpi2012' AND id = '" + window + "'";
        long n = ask().number("SELECT n" + itsRow);
        String day = ask().value("SELECT toString(toDate(started_at))" + itsRow);

        change("fact_window", window, "SELECT * REPLACE (version + 1 AS version, toUInt64(9000) AS n)");
        Reconciliation first = pass.run();

        assertThat(first.days()).isGreaterThan(400);
        assertThat(first.rows()).isGreaterThan(5_000);
        assertThat(ask().lines("SELECT metric, history, splitByChar(',', streamed)[1], splitByChar(',', recomputed)[1]"
                        + " FROM crm.difference WHERE resolved_at IS NULL"))
                .containsExactly("windows\tday/" + day + "\t(9000\t(" + n);

        change("fact_window", window, "SELECT * REPLACE (version + 1 AS version, toUInt64(" + n + ") AS n)");
        assertThat(pass.run().differences()).isZero();
        assertThat(ask().lines("SELECT metric FROM crm.difference WHERE resolved_at IS NULL"))
                .isEmpty();
        assertThat(ask().lines("SELECT compared_days FROM crm.reconciliation ORDER BY started_at"))
                .containsExactly("" + first.days(), "" + first.days());
    }

    private ReconciliationPass pass(int histories, int days) {
        return new ReconciliationPass(
                ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret()),
                Timelines.ALL.stream()
                        .filter(timeline -> timeline.name().equals(ENGAGEMENT))
                        .toList(),
                1,
                new ReconciliationSettings(Duration.ofMinutes(5), histories, days, Duration.ZERO));
    }

    /** As a pass leaves it behind that ended there, up to now. */
    private void goOnBehind(String key) throws Exception {
        ask().text("INSERT INTO crm_store.reconciliation (timelines, started_at, until, next_tenant, next_key, run)"
                + " SELECT '" + ENGAGEMENT + "', now64(3), now64(3) + INTERVAL 1 DAY, 'bpi2012', '" + key + "', 1");
    }

    private void change(String lead, String select) throws Exception {
        change("first_response", lead, select);
    }

    private void change(String table, String id, String select) throws Exception {
        ask().text("INSERT INTO crm_store." + table + " " + select + " FROM (SELECT * FROM crm_store." + table
                + " FINAL WHERE tenant = 'bpi2012' AND id = '" + id + "')");
    }

    private Answers ask() {
        return new Answers(ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret()));
    }

    /** Until a verification recomputes from the events. */
    private void awaitComparison() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> ask().number("SELECT count() FROM system.processes WHERE query LIKE 'CREATE TEMP%'") > 0);
    }

    private CommandRun verify() {
        return CommandRun.of("verify", "--data-dir", directory);
    }
}
