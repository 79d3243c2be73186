package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.crmpulse.cli.endtoend.CatalogueVectors.Vector;
import dev.crmpulse.cli.replay.ReplayReport;
import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.simulator.fuzz.EventFuzz;
import dev.crmpulse.verify.explain.Explainer;
import dev.crmpulse.verify.explain.Explanation;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The vectors of the catalogue hold in ClickHouse too: for what was streamed, and for what SQL makes of the raw events. */
class TruthVectorsTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final long FUZZ_SEED = 20_261_128;
    private static final int FUZZ_RECORDS = 2_000;
    private static final int DAYS_ASKED = 4;

    @TempDir
    static Path directory;

    @TempDir
    static Path files;

    private static Harness harness;
    private static ReplayReport report;
    private static List<Vector> vectors;
    private static final Map<String, Map<String, List<JsonNode>>> ROWS = new HashMap<>();

    @BeforeAll
    static void replayAllVectors() throws Exception {
        vectors = CatalogueVectors.all();
        List<String> events = new ArrayList<>();
        vectors.forEach(vector -> events.addAll(vector.cloudEvents()));
        Collections.shuffle(events, new Random(7));
        Path file = Files.write(files.resolve("vectors.jsonl"), events);
        Path fuzz = files.resolve("fuzz.jsonl");
        EventFuzz.write(fuzz, FUZZ_SEED, FUZZ_RECORDS);
        harness = Harness.open(directory);
        List<Policy> policies =
                vectors.stream().flatMap(vector -> vector.policies().stream()).toList();
        report = harness.replayBy(policies, Mapping.ofCloudEvents(), file, fuzz);
        for (Vector vector : vectors) {
            for (String view : Stream.concat(Stream.of(vector.view()), vector.truthView().stream())
                    .toList()) {
                if (!ROWS.containsKey(view)) {
                    ROWS.put(view, rows(view));
                }
            }
        }
    }

    @AfterAll
    static void closeTheHarness() throws Exception {
        ROWS.clear();
        harness.close();
    }

    @Test
    void everyEventOfTheVectorsIsTakenIn() throws Exception {
        assertThat(vectors).hasSizeGreaterThan(50).extracting(Vector::metric).contains("M7", "M8");
        Map<String, String> taken = harness.ask().map("SELECT tenant, count() FROM crm.event GROUP BY tenant");
        assertThat(vectors).allSatisfy(vector -> assertThat(taken.get(vector.tenant()))
                .isEqualTo(Integer.toString(vector.cloudEvents().size())));
    }

    @Test
    void ofOddAndBrokenEventsEachIsDeliveredOrADeadLetter() throws Exception {
        long deadLetters = harness.ask().number("SELECT count() FROM crm.dlq");

        assertThat(deadLetters).isGreaterThan(FUZZ_RECORDS / 10).isLessThan(FUZZ_RECORDS);
        assertThat(report.delivered() + deadLetters).isEqualTo(report.records());
        assertThat(harness.ask().number("SELECT count() FROM crm.event")).isEqualTo(report.delivered());
    }

    @Test
    void whatIsMadeOfThemIsRecomputed() throws Exception {
        assertThat(harness.differences()).isEmpty();
    }

    @Test
    void dealsThatAreCountedInSeveralHistoriesAreListed() throws Exception {
        assertThat(harness.ask()
                        .lines("SELECT deal_id, n, arrayStringConcat(lead_ids, '|') FROM crm.split_deal"
                                + " WHERE startsWith(tenant, 'm5-')"))
                .containsExactly("D1\t2\tL1|L2");
        assertThat(harness.ask().number("SELECT count() FROM crm.split_deal WHERE startsWith(tenant, 'fuzz-')"))
                .as("the fuzz names deals so")
                .isPositive();
    }

    /** The tenants are those of the vectors of M15 and M16, by their place in the file. */
    @Test
    void figuresOfServiceFollowFromTheRowsOfTheVectors() throws Exception {
        String march = "(from = '2026-03-01', to = '2026-04-01', zone = 'UTC') WHERE breakdown = 'all' AND tenant = ";

        assertThat(harness.ask()
                        .lines("SELECT step, n, n_kept, n_pending FROM crm.service_ladder" + march
                                + "'m15-1' ORDER BY step_no"))
                .containsExactly("response\t1\t1\t0", "solution\t1\t1\t0", "closure\t1\t1\t0");
        assertThat(harness.ask()
                        .lines("SELECT n, n_open, n_handed_over, n_loops, n_loops_kept FROM crm.ticket_summary" + march
                                + "'m15-4'"))
                .as("49 h, and one that is still open")
                .containsExactly("2\t1\t2\t2\t0");
        assertThat(harness.ask()
                        .lines("SELECT n, n_open, n_due, n_resolved, n_ended, n_reopened FROM crm.complaint_summary"
                                + march + "'m15-3'"))
                .containsExactly("3\t2\t3\t2\t2\t2");
        assertThat(harness.ask()
                        .lines("SELECT ticket_id, is_touched_within_day, days_missed FROM crm.open_complaint"
                                + " WHERE tenant = 'm15-3' ORDER BY untouched_seconds DESC"))
                .containsExactly("T2\t0\t1", "T3\t0\t1");
        assertThat(harness.ask()
                        .lines("SELECT n, n_due, n_on_time, n_done, n_confirmed FROM crm.improvement_summary" + march
                                + "'m16-1'"))
                .containsExactly("2\t1\t1\t1\t1");
        assertThat(harness.ask()
                        .lines("SELECT n, n_complaints, complaint_rate FROM crm.complaint_rate"
                                + march.replace("breakdown = 'all' AND ", "") + "'m16-1'"))
                .containsExactly("1\t0\t0");
    }

    /** The tenant is the first vector of M26: a score of 84, of which 54 are the deal won in March. */
    @Test
    void aScoreLeadsDownToItsEvents() throws Exception {
        String row = harness.ask()
                .value(
                        "SELECT fact_id FROM crm.scorecard_evidence(period = 'month', from = '2026-03-01', to = '2026-04-01',"
                                + " zone = 'UTC') WHERE tenant = 'm26-1' AND part = 'attainment' AND fact = 'deal'");
        try (Connection connection = harness.stack().endpoint().connect()) {
            Explainer explainer =
                    new Explainer(connection, Timelines.ALL, new PolicyTables(connection).read(), List.of("deal"));

            assertThat(explainer.explain(row, "m26-1"))
                    .flatExtracting(Explanation::steps)
                    .flatExtracting(Explanation.Step::events)
                    .extracting(Explanation.TimelineEvent::type)
                    .containsExactly("crm.deal.created", "crm.deal.won");
        }
    }

    /** What is weighed by week or month, follows a contact or rests on an earlier one is the same where only some days are asked for. */
    @TestFactory
    Stream<DynamicNode> ofSomeDays() {
        return Map.of(
                        "follow_up", "toDate(started_at)",
                        "stage_evidence", "toDate(moved_at)",
                        "quality_flag", "toDate(flagged_at)",
                        "customer_week", "week",
                        "topic_count", "month")
                .entrySet()
                .stream()
                .map(view -> dynamicTest(view.getKey(), () -> checkDays(view.getKey(), view.getValue())));
    }

    private static void checkDays(String view, String day) throws Exception {
        String rows = "SELECT toString(" + day + "), * FROM crm." + view + "%s ORDER BY ALL";
        Map<String, List<String>> rowsOfDays = harness.ask().lines(rows.formatted("")).stream()
                .collect(Collectors.groupingBy(
                        row -> row.substring(0, row.indexOf('\t')), TreeMap::new, Collectors.toList()));
        List<String> days = List.copyOf(rowsOfDays.keySet());
        assertThat(days).hasSizeGreaterThan(1);
        String after = day.equals("month") ? " + INTERVAL 1 MONTH" : " + 1";
        // a flag rests on what was before and after its day, each kind in its own way: so of flags all days are asked
        int step = view.equals("quality_flag") ? 1 : Math.max(1, days.size() / DAYS_ASKED);
        for (int asked = 0; asked < days.size(); asked += step) {
            String first = "'" + days.get(asked) + "'";
            assertThat(harness.ask()
                            .lines(rows.formatted(
                                    "_between(from = " + first + ", to = toDate(" + first + ")" + after + ")")))
                    .as("%s of %s", view, first)
                    .isEqualTo(rowsOfDays.get(days.get(asked)));
        }
    }

    @TestFactory
    Stream<DynamicNode> streamed() {
        return vectors.stream()
                .map(vector -> dynamicTest(vector.toString(), () -> check(vector, vector.view(), column -> true)));
    }

    @TestFactory
    Stream<DynamicNode> recomputed() {
        return vectors.stream().flatMap(vector -> vector.truthView().stream()
                .map(truth ->
                        dynamicTest(vector.toString(), () -> check(vector, truth, TruthVectorsTest::isInTruthViews))));
    }

    /** Dimensions are recomputed for all facts in one way, and not by the truth of each metric. */
    private static boolean isInTruthViews(String column) {
        return !column.equals(FactType.DIMENSIONS);
    }

    private static void check(Vector vector, String view, Predicate<String> isShown) {
        Map<String, Map<String, String>> actual = new TreeMap<>();
        Map<String, Map<String, String>> expected = new TreeMap<>();
        for (JsonNode fact : vector.facts()) {
            expected.put(fact.path("id").asText(), values(fact, names(fact, isShown)));
        }
        for (JsonNode row : ROWS.get(view).getOrDefault(vector.tenant(), List.of())) {
            String id = row.path("id").asText();
            actual.put(id, values(row, expected.getOrDefault(id, Map.of()).keySet()));
        }
        assertThat(actual).as("%s in %s", vector, view).isEqualTo(expected);
    }

    private static Set<String> names(JsonNode row, Predicate<String> isShown) {
        Set<String> names = new TreeSet<>();
        row.fieldNames().forEachRemaining(names::add);
        names.removeIf(isShown.negate());
        return names;
    }

    /** The values of these columns in one way of writing: moments in UTC, numbers without trailing zeros. */
    private static Map<String, String> values(JsonNode row, Set<String> columns) {
        Map<String, String> values = new TreeMap<>();
        for (String column : columns) {
            JsonNode value = row.path(column);
            values.put(column, value.isMissingNode() ? "no such column" : text(value));
        }
        return values;
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "NULL";
        }
        if (value.isNumber()) {
            return plain(value.decimalValue());
        }
        String text = value.isObject() ? value.toString() : value.asText();
        return text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z") ? Instant.parse(text).toString() : text;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static Map<String, List<JsonNode>> rows(String view) throws Exception {
        Map<String, List<JsonNode>> rows = new HashMap<>();
        for (String line : harness.ask()
                .lines("SELECT * FROM crm." + view + " FORMAT JSONEachRow SETTINGS"
                        + " date_time_output_format = 'iso', output_format_json_quote_64bit_integers = 0,"
                        + " output_format_json_quote_decimals = 0")) {
            JsonNode row = JSON.readTree(line);
            rows.computeIfAbsent(row.path("tenant").asText(), tenant -> new ArrayList<>())
                    .add(row);
        }
        return rows;
    }
}
