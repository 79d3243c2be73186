package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What analysts find by SQL after the fixture was replayed: the figures that were computed apart from the product. */
@ExtendWith(FixtureRun.Resolver.class)
class FixtureFiguresTest {
    private static final JsonNode LOANS = Fixture.figures().path("loans");
    private static final JsonNode SALES = Fixture.figures().path("sales");
    private static final String OF_LOANS = " WHERE tenant = 'bpi2012' ";
    private static final String OF_SALES = " WHERE tenant = 'crm_sales' ";

    private static FixtureRun run;
    private static Answers ask;

    @BeforeAll
    static void replayTheFixture(FixtureRun fixtureRun) {
        run = fixtureRun;
        ask = fixtureRun.ask();
    }

    @Test
    void everyDealHasItsOutcome() throws Exception {
        JsonNode outcomes = LOANS.path("outcomes");

        assertThat(ask.map("SELECT outcome, count() FROM crm.deal" + OF_LOANS + "GROUP BY outcome"))
                .containsOnly(
                        entry("won", outcomes.path("won").asText()),
                        entry("lost", outcomes.path("lost").asText()),
                        entry("open", outcomes.path("open").asText()));
    }

    @Test
    void lostDealsDistinguishDeclinedFromCancelled() throws Exception {
        JsonNode outcomes = LOANS.path("outcomes");

        assertThat(ask.map("SELECT loss_reason, count() FROM crm.deal" + OF_LOANS
                        + "AND outcome = 'lost' GROUP BY loss_reason"))
                .containsOnly(
                        entry("DECLINED", outcomes.path("declined").asText()),
                        entry("CANCELLED", outcomes.path("cancelled").asText()));
        assertThat(ask.number(
                        "SELECT count() FROM crm.deal" + OF_LOANS + "AND outcome != 'lost' AND loss_reason != ''"))
                .isZero();
    }

    @Test
    void everyLeadWaitedAsLongAsItDid() throws Exception {
        JsonNode expected = LOANS.path("first_response");

        // the mean in hours, rounded as the figures are
        BigDecimal meanHours = new BigDecimal(
                        ask.value("SELECT toString(sum(calendar_seconds)) FROM crm.first_response" + OF_LOANS))
                .divide(
                        expected.path("answered").decimalValue().multiply(BigDecimal.valueOf(3600)),
                        4,
                        RoundingMode.HALF_UP);
        assertThat(ask.map("SELECT 'all', count(), count(responded_at), countIf(responded_at IS NULL),"
                        + " sum(toInt64(calendar_seconds * 1000)), countIf(responded_at IS NOT NULL AND responder = '')"
                        + " FROM crm.first_response" + OF_LOANS))
                .containsOnly(entry(
                        "all",
                        String.join(
                                "\t",
                                LOANS.path("cases").asText(),
                                expected.path("answered").asText(),
                                expected.path("never_answered").asText(),
                                expected.path("sum_ms").asText(),
                                expected.path("without_responder").asText())));
        assertThat(meanHours).isEqualTo(expected.path("mean_hours").decimalValue());
        assertThat(ask.number("SELECT count() FROM crm.first_response r JOIN crm.deal d USING (tenant, deal_id)"
                        + " WHERE tenant = 'bpi2012' AND r.responded_at > d.closed_at"))
                .isEqualTo(expected.path("answered_after_the_outcome").asLong());
    }

    @Test
    void bucketsAreHalfOpenAndKnowHowManyWereWon() throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        LOANS.path("first_response")
                .path("buckets")
                .properties()
                .forEach(bucket -> expected.put(
                        bucket.getKey(),
                        bucket.getValue().path("n").asText() + "\t"
                                + bucket.getValue().path("won").asText()));

        assertThat(ask.map("SELECT bucket, count(), countIf(d.outcome = 'won') FROM crm.first_response r"
                        + " JOIN crm.deal d USING (tenant, deal_id)"
                        + " WHERE tenant = 'bpi2012' AND bucket IS NOT NULL GROUP BY bucket"))
                .containsExactlyInAnyOrderEntriesOf(expected);

        Map<String, String> onAnEdge = new LinkedHashMap<>();
        LOANS.path("first_response")
                .path("on_an_edge")
                .properties()
                .forEach(edge -> onAnEdge.put(edge.getKey(), edge.getValue().asText()));
        assertThat(ask.map("SELECT concat(toString(toInt64(calendar_seconds * 1000)), ' ms') AS edge, count()"
                        + " FROM crm.first_response" + OF_LOANS + "AND edge IN ("
                        + quoted(onAnEdge.keySet().stream().toList())
                        + ") GROUP BY edge"))
                .containsExactlyInAnyOrderEntriesOf(onAnEdge);
    }

    @Test
    void everyStageWasVisitedAsLongAsItWas() throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        LOANS.path("stage_visits")
                .properties()
                .forEach(stage -> expected.put(
                        stage.getKey(),
                        String.join(
                                "\t",
                                stage.getValue().path("completed").asText(),
                                stage.getValue().path("open").asText(),
                                stage.getValue().path("sum_ms").asText(),
                                stage.getValue()
                                        .path("mean_hours")
                                        .decimalValue()
                                        .setScale(4)
                                        .toPlainString())));

        assertThat(ask.map("SELECT stage, count(exited_at), countIf(exited_at IS NULL),"
                        + " sum(toInt64(calendar_seconds * 1000)) AS ms,"
                        + " toDecimalString(round(ms / 3600000 / count(exited_at), 4), 4)"
                        + " FROM crm.stage_visit" + OF_LOANS + "GROUP BY stage"))
                .containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(ask.number("SELECT count() FROM crm.stage_visit" + OF_LOANS + "AND direction = 'back'"))
                .isEqualTo(LOANS.path("visits_back").asLong());
    }

    @Test
    void everyVisitShowsWhereItLedTo() throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        LOANS.path("transitions")
                .properties()
                .forEach(transition ->
                        expected.put(transition.getKey(), transition.getValue().asText()));

        // LOST is divided by its reason, as the figures do
        assertThat(ask.map("SELECT concat(stage, '>', if(next_stage = 'LOST', loss_reason, next_stage)), count()"
                        + " FROM crm.stage_visit" + OF_LOANS + "AND exited_at IS NOT NULL GROUP BY 1"))
                .containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(ask.number("SELECT count() FROM crm.stage_visit" + OF_LOANS
                        + "AND (next_stage = 'LOST') != (loss_reason != '')"))
                .isZero();
    }

    @Test
    void cyclesAndAmountsAddUp() throws Exception {
        JsonNode cycle = LOANS.path("cycle");

        assertThat(ask.map("SELECT outcome, count(), sum(toInt64(calendar_seconds * 1000)) FROM crm.deal" + OF_LOANS
                        + "AND closed_at IS NOT NULL GROUP BY outcome"))
                .containsOnly(
                        entry(
                                "won",
                                cycle.path("won").path("n").asText() + "\t"
                                        + cycle.path("won").path("sum_ms").asText()),
                        entry(
                                "lost",
                                cycle.path("lost").path("n").asText() + "\t"
                                        + cycle.path("lost").path("sum_ms").asText()));
        assertThat(ask.lines("SELECT toInt64(sum(amount)), toInt64(sumIf(amount, outcome = 'won')), uniqExact(currency)"
                        + " FROM crm.deal" + OF_LOANS))
                .containsExactly(LOANS.path("amount").path("all").asText() + "\t"
                        + LOANS.path("amount").path("won").asText() + "\t1");
    }

    @Test
    void everyRowOfTheFileIsKnownByFileAndNumber() throws Exception {
        assertThat(ask.lines("SELECT uniqExact(origin_file, origin_row), min(origin_row), max(origin_row),"
                        + " any(origin_file) FROM crm.event" + OF_LOANS))
                .containsExactly("3059\t1\t3059\tloans.xes");
        assertThat(LOANS.path("origin_rows").asLong()).isEqualTo(3059);
        assertThat(run.loans().records()).isEqualTo(3059);
        assertThat(run.loans().rejects()).isZero();
        assertThat(run.loans().deadLetters()).isEmpty();
        assertThat(run.loansCsv().deadLetters()).isEmpty();
    }

    @Test
    void theEndOfTheFileIsNoMomentInTimeSoWhatIsOpenStaysOpen() throws Exception {
        String lastEventAt = LOANS.path("last_event_at").asText();

        assertThat(ask.value("SELECT formatDateTime(horizon, '%Y-%m-%dT%H:%i:%S.%fZ') FROM crm.progress"))
                .startsWith(lastEventAt.substring(0, lastEventAt.length() - 1));
        // 28 deals without an outcome; each is open in one stage (2 + 12 + 4 + 10 = 28)
        assertThat(ask.lines("SELECT count(), countIf(closed_at IS NULL), countIf(calendar_seconds IS NULL)"
                        + " FROM crm.deal" + OF_LOANS + "AND outcome = 'open'"))
                .containsExactly("28\t28\t28");
        assertThat(ask.lines("SELECT count(), countIf(calendar_seconds IS NULL), countIf(next_stage = ''),"
                        + " countIf(open_seconds > 0) FROM crm.stage_visit" + OF_LOANS + "AND exited_at IS NULL"))
                .containsExactly("28\t28\t28\t28");
    }

    @Test
    void theSameLogAsCsvGivesTheSameFacts() throws Exception {
        // all columns; only the tenant differs
        String sameColumns = "* EXCEPT (tenant, version, revision, published_at)";
        Map<String, List<String>> ofCsv = ask.views(sameColumns, "tenant = 'event_log'");
        Map<String, List<String>> ofXes = ask.views(sameColumns, "tenant = 'bpi2012'");
        // the id of a contact is that of its event, which each file names in its own way
        ofCsv.remove("activity");
        ofXes.remove("activity");

        Facts.assertEqual(ofCsv, ofXes, "CSV beside XES");
        String contacts =
                "SELECT * EXCEPT (tenant, version, revision, published_at, id, activity_id, source) FROM crm.activity"
                        + " WHERE tenant = '%s' ORDER BY ALL";
        assertThat(ask.lines(contacts.formatted("event_log")))
                .isNotEmpty()
                .isEqualTo(ask.lines(contacts.formatted("bpi2012")));
    }

    @Test
    void opportunitiesHaveTheirOutcomeRevenueAndCycle() throws Exception {
        // 17 of 300 have no date
        assertThat(ask.map("SELECT outcome, count() FROM crm.deal" + OF_SALES + "GROUP BY outcome"))
                .containsOnly(
                        entry("won", SALES.path("won").asText()),
                        entry("lost", SALES.path("lost").asText()),
                        entry("open", SALES.path("open").asText()));
        assertThat(ask.lines("SELECT count(), toInt64(sumIf(amount, outcome = 'won')),"
                        + " toDecimalString(round(100 * countIf(outcome = 'won') / countIf(outcome != 'open'), 2), 2),"
                        + " toInt64(sumIf(calendar_seconds, outcome = 'won') / 86400),"
                        + " toInt64(sumIf(calendar_seconds, outcome = 'lost') / 86400),"
                        + " countIf(calendar_seconds = 0), countIf(customer_id = '')"
                        + " FROM crm.deal" + OF_SALES))
                .containsExactly(String.join(
                        "\t",
                        SALES.path("dated").asText(),
                        SALES.path("revenue").asText(),
                        SALES.path("won_percent_of_closed").asText(),
                        SALES.path("cycle_days_won").path("sum").asText(),
                        SALES.path("cycle_days_lost").path("sum").asText(),
                        SALES.path("closed_on_the_day_they_began").asText(),
                        blankAccountsOfDatedRows()));
    }

    @Test
    void everyOpportunityBelongsToItsAgent() throws Exception {
        // from the file itself: the agent of each dated row
        Map<String, String> agents = new LinkedHashMap<>();
        for (String[] row : datedSales()) {
            agents.put(row[0], row[1]);
        }

        assertThat(ask.map("SELECT deal_id, owner FROM crm.deal" + OF_SALES))
                .containsExactlyInAnyOrderEntriesOf(agents);
        assertThat(ask.lines("SELECT uniqExact(subject) FROM crm.event" + OF_SALES + "AND type = 'crm.rep.changed'"))
                .containsExactly(SALES.path("agents_in_teams").asText());
        // 14 agents, 2 of them without a deal
        assertThat(agents.values().stream().distinct().count())
                .isEqualTo(SALES.path("agents_in_teams").asLong()
                        - SALES.path("agents_without_a_deal").asLong());
    }

    @Test
    void undatedRowsAreDeadLettersOnePerRowWithFileAndNumber() throws Exception {
        assertThat(ask.map("SELECT reason, count(), uniqExact(origin_file, origin_row), any(origin_file) FROM crm.dlq"
                        + " GROUP BY reason"))
                .containsOnly(entry("no time", "17\t17\tsales_pipeline.csv"));
        assertThat(SALES.path("undated").asLong()).isEqualTo(17);
        assertThat(run.sales().rejects()).isEqualTo(17);
        assertThat(run.sales().deadLetters()).containsOnly(entry("no time", 17L));
        // the rows of the file that have no engage_date
        assertThat(ask.lines("SELECT origin_row FROM crm.dlq ORDER BY origin_row").stream()
                        .map(Integer::valueOf)
                        .toList())
                .isEqualTo(undatedSalesRows());
    }

    /** In the second zone days begin at other moments than the tenants' own. */
    @ParameterizedTest
    @ValueSource(strings = {"Europe/Amsterdam", "America/New_York"})
    void EdgeCase_28_aMonthMergedFromItsWindowsHasTheCountMeanBucketsAndPercentilesOfItsFacts(String zone)
            throws Exception {
        List<String> compared = ask.lines("""
                WITH facts AS
                (
                    SELECT tenant, dateTrunc('month', toTimeZone(assumeNotNull(ended_at), '%1$s')) AS month,
                        arraySort(groupArray(toFloat64(calendar_seconds))) AS sorted,
                        mapSort(sumMap(map(assumeNotNull(toString(bucket)), toInt64(1)))) AS buckets
                    FROM crm.first_response WHERE ended_at IS NOT NULL GROUP BY tenant, month
                )
                SELECT
                    length(sorted) = ended_n,
                    abs(mean_seconds / arrayAvg(sorted) - 1) < 1e-9,
                    mapSort(mapFilter((bucket, leads) -> leads != 0, counts)) = buckets,
                    abs(p50_seconds / sorted[toUInt64(ceil(0.5 * ended_n))] - 1) < 0.01,
                    abs(p90_seconds / sorted[toUInt64(ceil(0.9 * ended_n))] - 1) < 0.01,
                    abs(p95_seconds / sorted[toUInt64(ceil(0.95 * ended_n))] - 1) < 0.01
                FROM crm.window_period(period = 'month', zone = '%1$s') AS w
                LEFT JOIN facts ON w.tenant = facts.tenant AND w.period_start = facts.month
                WHERE family = 'first_response' AND dated_by = 'ended_at' AND dimension = 'all'
                """.formatted(zone));

        assertThat(compared).hasSizeGreaterThan(3).allMatch("1\t1\t1\t1\t1\t1"::equals);
    }

    @Test
    void theLedgerAccountsForEveryDelivery() throws Exception {
        Map<String, String> delivered = ask.map("SELECT tenant, count() FROM crm.event GROUP BY tenant");

        assertThat(ask.map("SELECT tenant, sum(delivered) FROM crm.ledger GROUP BY tenant"))
                .isEqualTo(delivered);
        assertThat(ask.lines("SELECT tenant FROM crm.ledger WHERE delivered != accepted + duplicates + late"))
                .isEmpty();
        // nothing in the fixture is sent twice
        assertThat(ask.value("SELECT sum(duplicates) + sum(late) FROM crm.ledger"))
                .isEqualTo("0");
        assertThat(delivered.get(Fixture.LOANS_TENANT))
                .isEqualTo(Long.toString(run.loans().events()));
        assertThat(run.loans().delivered())
                .isEqualTo(run.loans().events())
                .isEqualTo(run.loans().accepted());
        assertThat(delivered.get(Fixture.SALES_TENANT))
                .isEqualTo(Long.toString(run.sales().events()));
    }

    private static String quoted(List<String> values) {
        return String.join(", ", values.stream().map(value -> "'" + value + "'").toList());
    }

    private static List<String[]> sales() throws Exception {
        return Files.readAllLines(Fixture.file("sales_pipeline.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static List<String[]> datedSales() throws Exception {
        return sales().stream().filter(row -> !row[5].isEmpty()).toList();
    }

    private static List<Integer> undatedSalesRows() throws Exception {
        List<String[]> rows = sales();
        return IntStream.range(0, rows.size())
                .filter(row -> rows.get(row)[5].isEmpty())
                .map(row -> row + 1)
                .boxed()
                .toList();
    }

    private static String blankAccountsOfDatedRows() throws Exception {
        return Long.toString(
                datedSales().stream().filter(row -> row[3].isEmpty()).count());
    }
}
