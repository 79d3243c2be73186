package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.dashboards.alerting.AlertGroup;
import dev.crmpulse.dashboards.alerting.AlertRule;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the queries of alert rules find: complete hours and days alone, and nothing where too little is known. */
class AlertRulesTest {
    private static final String HORIZON = "(SELECT min(horizon) FROM crm.progress)";
    private static final Offset<Double> SECONDS = Offset.offset(30.);

    @TempDir
    static Path directory;

    private static ClickHouseProcess clickHouse;
    private static Answers ask;
    private static Map<String, AlertRule> rules;

    @BeforeAll
    static void startClickHouse() throws Exception {
        clickHouse = ClickHouseProcess.start(MigratedDirectory.fill(directory));
        ask = new Answers(ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret()));
        rules = AlertGroup.readAll(ProjectFiles.root().resolve("dashboards/alerts")).stream()
                .flatMap(group -> group.rules().stream())
                .collect(Collectors.toMap(AlertRule::uid, Function.identity()));
        insert("run (run, mode)", "SELECT 1, 'live'");
        insert(
                "progress (timeline, horizon, run, published_at)",
                "SELECT 'engagement', now64(3), 1, now64(3) UNION ALL SELECT 'customer', now64(3) - INTERVAL 10 MINUTE, 1, now64(3)");
    }

    @AfterAll
    static void stopClickHouse() {
        clickHouse.close();
    }

    @Test
    void theTimelineThatStandsStillIsNamedWithItsDelay() throws Exception {
        Map<String, Double> behind = values("horizon-stands-still");

        assertThat(behind.get("engagement")).isCloseTo(0., SECONDS);
        assertThat(behind.get("customer")).isCloseTo(600., SECONDS);
        assertThat(isAlert("horizon-stands-still", behind.get("customer"))).isTrue();
        assertThat(isAlert("horizon-stands-still", behind.get("engagement"))).isFalse();
    }

    @Test
    void EdgeCase_36_silenceIsMeasuredForEachTenantEvenForOneThatSaysNothing() throws Exception {
        insert("ledger (timeline, tenant, run)", "SELECT 'engagement', arrayJoin(['talks', 'paused', 'gone']), 1");
        insert(
                "event (tenant, key, source, id, type, time, published_at, run)",
                "SELECT 'talks', 'lead/1', 's', toString(number), 'crm.lead.created', now64(3) - INTERVAL number HOUR, now64(3) - INTERVAL number HOUR, 1 FROM numbers(3)"
                        + " UNION ALL SELECT 'paused', 'lead/2', 's', '9', 'crm.lead.created', now64(3) - INTERVAL 2 HOUR, now64(3) - INTERVAL 2 HOUR, 1");

        Map<String, Double> silence = values("no-events");

        assertThat(silence.get("talks")).isCloseTo(0., SECONDS);
        assertThat(silence.get("paused")).isCloseTo(7200., SECONDS);
        assertThat(silence.get("gone")).isCloseTo(259200., SECONDS);
        assertThat(isAlert("no-events", silence.get("paused"))).isTrue();
    }

    @Test
    void aRecordThatIsNeitherCountedNorRefusedIsMissedWhenItsDayIsOver() throws Exception {
        insert(
                "intake (tenant, source, day, read, run)",
                "SELECT 'account', 'crm', toStartOfDay(now64(3)) - INTERVAL number DAY, 5, 1 FROM numbers(3)");
        // of two days ago one is missing, of yesterday none, and today is not over
        insert(
                "ledger (timeline, tenant, source, day, delivered, accepted, run)",
                "SELECT 'engagement', 'account', 'crm', toStartOfDay(now64(3)) - INTERVAL number DAY, n, n, 1"
                        + " FROM (SELECT number, [3, 5, 4][number + 1] AS n FROM numbers(3))");
        insert(
                "event (tenant, key, source, id, type, time, run)",
                "SELECT 'account', 'lead/1', 'crm', toString(number), 'crm.lead.created',"
                        + " toStartOfDay(now64(3)) - INTERVAL intDiv(number, 5) DAY, 1 FROM numbers(15)");

        assertThat(values("records-unaccounted").get("account crm")).isEqualTo(1);
        assertThat(isAlert("records-unaccounted", 1)).isTrue();
        assertThat(isAlert("records-unaccounted", 0)).isFalse();
    }

    @Test
    void valuesThatDifferCountUntilTheyAgreeAgain() throws Exception {
        insert(
                "difference (tenant, metric, id, fact_column, found_at, resolved_at, run)",
                "SELECT 'differs', 'M1', toString(number), 'owner', now64(3), if(number = 0, now64(3), NULL), 1 FROM numbers(3)");

        assertThat(values("streaming-differs").get("differs")).isEqualTo(2);
    }

    @Test
    void EdgeCase_36_deadLettersAreThoseOfTheLastCompleteQuarterOfAnHour() throws Exception {
        insert(
                "dlq (position, reason, found_at, run)",
                "SELECT concat('a', toString(number)), 'not json', toStartOfFifteenMinutes(now()) - INTERVAL 15 MINUTE + INTERVAL number MINUTE, 1 FROM numbers(3)"
                        + " UNION ALL SELECT 'b', 'not json', toStartOfFifteenMinutes(now()), 1"
                        + " UNION ALL SELECT 'c', 'too large', toStartOfFifteenMinutes(now()) - INTERVAL 1 HOUR, 1");

        assertThat(values("dead-letters")).containsOnly(Map.entry("not json", 3.), Map.entry("too large", 0.));
    }

    @Test
    void EdgeCase_36_promisesAreCountedInTheLastHourThatTheHorizonHasPassed() throws Exception {
        clocks(
                "shop",
                "answer",
                8,
                "multiIf(number < 4, 'breached', 'kept')",
                "toStartOfHour(" + HORIZON + ") - INTERVAL 30 MINUTE");
        clocks("shop", "visit", 4, "'breached'", "toStartOfHour(" + HORIZON + ") - INTERVAL 30 MINUTE");
        clocks("shop", "offer", 9, "'breached'", "toStartOfHour(" + HORIZON + ")");

        Map<String, Double> broken = values("promises-broken");

        assertThat(broken)
                .containsEntry("shop answer", 0.5)
                .as("too few to say")
                .containsEntry("shop visit", 0.)
                .as("of an hour that is not over")
                .containsEntry("shop offer", 0.);
    }

    @Test
    void whoWaitsLongAfterThePromiseIsCountedOnce() throws Exception {
        clocks("queue", "answer", 3, "'breached'", HORIZON + " - INTERVAL 5 HOUR");
        clocks("queue", "answer", 5, "'breached'", HORIZON + " - INTERVAL 3 HOUR");

        assertThat(values("nobody-answers")).containsEntry("queue answer", 3.);
    }

    @Test
    void EdgeCase_36_aCompleteDayIsOutOfControlThreeSigmaOffTheDaysBefore() throws Exception {
        days("calm", 20, 50, "5 + number % 3", "6");
        days("burning", 20, 50, "5 + number % 3", "30");
        days("short", 5, 50, "5 + number % 3", "30");
        days("sparse", 20, 9, "1", "9");
        days("even", 20, 50, "5", "5");

        Map<String, Double> charts = values("fast-answers");

        assertThat(charts.get("calm")).isBetween(-1., 1.);
        assertThat(charts.get("burning")).isGreaterThan(3.);
        assertThat(charts).containsEntry("short", 0.).containsEntry("sparse", 0.);
        assertThat(charts.get("even")).isBetween(-0.001, 0.001);
        assertThat(isAlert("fast-answers", charts.get("burning"))).isTrue();
        assertThat(isAlert("fast-answers", charts.get("calm"))).isFalse();
    }

    @Test
    void promisesCountByTheDayTheyWereDueAndAnswersByWhatTheySay() throws Exception {
        days("score", 20, 50, "5", "5");
        String yesterday = "toStartOfDay(" + HORIZON + " - INTERVAL 1 HOUR) - INTERVAL 12 HOUR";
        for (int day = 0; day < 10; day++) {
            clocks(
                    "score",
                    "a" + day,
                    40,
                    "if(number < 2, 'breached', 'kept')",
                    yesterday + " - INTERVAL 1 DAY - INTERVAL " + day + " DAY");
        }
        clocks("score", "b", 40, "if(number < 20, 'breached', 'kept')", yesterday);
        clocks("score", "c", 40, "'breached'", HORIZON);
        insert(
                "fact_window (tenant, id, family, label, grain, dated_by, started_at, ended_at, n, counts)",
                "SELECT 'score', concat('nps', toString(number)), 'survey_answer', 'nps', 'day', 'started_at', toStartOfDay("
                        + HORIZON + ") - INTERVAL number + 1 DAY, toStartOfDay(" + HORIZON
                        + ") - INTERVAL number DAY, 30, if(number = 0, map('detractor', toInt64(25), 'promoter', toInt64(5)),"
                        + " map('promoter', toInt64(20), 'detractor', toInt64(5), 'passive', toInt64(5))) FROM numbers(12)");

        assertThat(values("breach-rate").get("score")).isGreaterThan(3.);
        assertThat(values("nps").get("score")).isLessThan(-3.);
    }

    /** A window a day up to yesterday, and one of today, which is not complete and would be far out. */
    private static void days(String tenant, int days, int leads, String fast, String fastYesterday) throws Exception {
        String day = "toStartOfDay(" + HORIZON + " - INTERVAL 1 HOUR) - INTERVAL number DAY";
        insert(
                "fact_window (tenant, id, family, grain, dated_by, started_at, ended_at, n, counts)",
                "SELECT '" + tenant + "', toString(number), 'first_response', 'day', 'started_at', " + day + ", " + day
                        + " + INTERVAL 1 DAY, " + leads + ", map('<1h', toInt64(multiIf(number = 0, " + leads
                        + ", number = 1, "
                        + fastYesterday + ", " + fast + "))) FROM numbers(" + (days + 2) + ")");
    }

    private static void clocks(String tenant, String sla, int n, String state, String due) throws Exception {
        insert(
                "sla_clock (tenant, id, entity_id, sla, state, started_at, due_at)",
                "SELECT '" + tenant + "', concat('" + sla + "', toString(number), toString(" + due
                        + ")), concat(toString(number), toString("
                        + due + ")), '" + sla + "', " + state + ", " + due + " - INTERVAL 1 HOUR, " + due
                        + " FROM numbers("
                        + n + ")");
    }

    private static void insert(String columns, String query) throws Exception {
        ask.text("INSERT INTO crm_store." + columns + " " + query);
    }

    /** The value of each thing, by its labels. */
    private static Map<String, Double> values(String uid) throws IOException, InterruptedException {
        List<String> lines = ask.lines(rules.get(uid).query());
        return lines.stream()
                .map(line -> line.split("\t"))
                .collect(Collectors.toMap(
                        cells -> String.join(" ", List.of(cells).subList(0, cells.length - 1)),
                        cells -> Double.parseDouble(cells[cells.length - 1])));
    }

    private static boolean isAlert(String uid, double value) {
        var condition = rules.get(uid).condition();
        return condition.above() != null
                ? value > condition.above()
                : value < condition.outside().get(0)
                        || value > condition.outside().get(1);
    }
}
