package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.cli.demo.Demo;
import dev.crmpulse.cli.demo.DemoReport;
import dev.crmpulse.cli.demo.DemoSettings;
import dev.crmpulse.cli.demo.DemoWatcher;
import dev.crmpulse.cli.live.GracefulShutdown;
import dev.crmpulse.cli.replay.Replay;
import dev.crmpulse.cli.replay.ReplayPlan;
import dev.crmpulse.cli.replay.ReplayWatcher;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.dashboards.Boards;
import dev.crmpulse.dashboards.Cookbook;
import dev.crmpulse.dashboards.QueryMacros;
import dev.crmpulse.dashboards.alerting.AlertGroup;
import dev.crmpulse.dashboards.alerting.AlertRule;
import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.page.PageServer;
import dev.crmpulse.page.browser.Chromium;
import dev.crmpulse.page.browser.OtherPage;
import dev.crmpulse.page.browser.Screen;
import dev.crmpulse.page.browser.Visit;
import dev.crmpulse.verify.check.Difference;
import dev.crmpulse.verify.check.MetricCheck;
import dev.crmpulse.verify.check.ValueDifference;
import dev.crmpulse.verify.check.Verification;
import dev.crmpulse.verify.check.VerificationWatcher;
import dev.crmpulse.verify.reconciliation.ReconciliationSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A short demonstration, what it came to, and every panel of every board on its data. */
class DemoTest {
    private static final Duration PAST = Duration.ofDays(6);

    private static final Boards BOARDS = boards();

    private static final Path COOKBOOK = ProjectFiles.root().resolve("docs/analysts.md");

    private static final Pattern LABEL = Pattern.compile("\\.Labels\\.(\\w+)");

    @TempDir
    private static Path directory;

    private static LocalStack stack;
    private static PageServer page;
    private static Chromium chromium;
    private static DemoReport report;
    private static final List<DemoWatcher.Moment> MOMENTS = new ArrayList<>();

    @BeforeAll
    static void show() throws Exception {
        stack = LocalStack.start(
                MigratedDirectory.fill(directory),
                new LocalStack.Settings(2, StateBackend.ROCKSDB, Duration.ofSeconds(2), 5, 0));
        page = stack.servePage(0);
        DemoSettings settings = new DemoSettings(
                50,
                PAST,
                7,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Optional.of(new ReconciliationSettings(Duration.ofSeconds(2), 50, 4, Duration.ofSeconds(4))));
        // it is away when the demo begins, and again while the demo goes on
        CompletableFuture<Void> kills = CompletableFuture.runAsync(() -> {
            stack.clickHouse().kill();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> new Answers(stack.endpoint()).number("SELECT count() FROM crm.event") > 0);
            stack.clickHouse().kill();
        });
        try (GracefulShutdown end = GracefulShutdown.onRequest()) {
            report = new Demo(stack, settings, new Watcher()).run(Optional.of(Duration.ofSeconds(15)), end);
        }
        assertThat(kills).isCompleted();
    }

    @AfterAll
    static void stop() throws IOException {
        if (chromium != null) {
            chromium.close();
        }
        page.close();
        stack.close();
    }

    private static final class Watcher implements DemoWatcher {
        @Override
        public void sendingThePast(long sent, long received) {
            assertThat(received).isLessThanOrEqualTo(sent);
        }

        @Override
        public void live(Moment moment) {
            MOMENTS.add(moment);
        }
    }

    @Test
    void nothingDiffersAndAllThatWasReadIsAccountedFor() throws Exception {
        Answers ask = new Answers(stack.endpoint());
        // a pass need not come to its end within so short a demo: VerifyTest has whole ones
        assertThat(ask.lines("SELECT * FROM crm.difference")).isEmpty();
        assertThat(ask.lines("SELECT * FROM crm.completeness WHERE difference != 0 OR missing_rows != 0"))
                .isEmpty();
    }

    @Test
    void figuresAreThereAndSoIsHowFreshTheyAre() {
        assertThat(report.figures()).containsKeys("leads", "answered <1h", "deals open", "dead letters: not json");
        assertThat(report.medianDelay()).isPresent();
        assertThat(report.p99Delay().orElseThrow())
                .isGreaterThanOrEqualTo(report.medianDelay().orElseThrow());
        assertThat(MOMENTS).isNotEmpty();
        DemoWatcher.Moment last = MOMENTS.get(MOMENTS.size() - 1);
        assertThat(last.openClocks()).isPositive();
        assertThat(last.horizonSeconds()).as("time passes").isNotNegative();
    }

    @Test
    void alertsAreSentForWhatComesDueNowAndNotForThePast() throws Exception {
        Answers ask = new Answers(stack.endpoint());

        assertThat(ask.number("SELECT count() FROM crm.alert WHERE status = 'raised' AND delivery = 'sent'"))
                .isPositive();
        assertThat(ask.number("SELECT count() FROM crm.alert WHERE status = 'raised' AND delivery = 'sent'"
                        + " AND due_at < published_at - INTERVAL 16 MINUTE"))
                .isZero();
        assertThat(ask.number("SELECT count() FROM crm.alert WHERE status = 'raised' AND delivery = 'suppressed'"))
                .isPositive();
    }

    @Test
    void streamingIsBatch() throws Exception {
        List<MetricCheck> checks = Verification.ofAll(stack.endpoint(), VerificationWatcher.silent())
                .run();

        assertThat(checks)
                .flatExtracting(MetricCheck::differences)
                .extracting(Difference::toString)
                .isEmpty();
        assertThat(checks).hasSizeGreaterThan(10);
    }

    @Test
    void dimensionsOfSomeHistoriesAreWhatTheirEventsSay() throws Exception {
        Answers ask = new Answers(stack.endpoint());
        String lead = ask.value(
                "SELECT lead_id FROM crm.first_response WHERE tenant = 'asia' AND mapContains(dimensions, 'country')"
                        + " AND lead_id IN (SELECT lead_id FROM crm.stage_visit WHERE tenant = 'asia') ORDER BY lead_id LIMIT 1");
        String said =
                ask.value("SELECT dimensions['country'] FROM crm.first_response WHERE tenant = 'asia' AND lead_id = '"
                        + lead + "'");
        Verification some = Verification.ofSome(
                stack.endpoint(), Metrics.ALL, Set.of(EntityKey.of("asia", "lead/" + lead)), Set.of());
        assertThat(dimensions(some)).isEmpty();

        state(ask, lead, "nowhere");
        List<Difference> found = dimensions(some);
        state(ask, lead, said);

        assertThat(found)
                .containsExactly(new ValueDifference(
                        "M1",
                        "lead/" + lead,
                        "asia/" + lead,
                        "dimensions",
                        "{'country':'nowhere'}",
                        "{'country':'" + said + "'}"));
        assertThat(dimensions(some)).isEmpty();
    }

    private static List<Difference> dimensions(Verification some) throws Exception {
        MetricCheck check = some.run().stream()
                .filter(one -> one.metric().equals("dimensions"))
                .findFirst()
                .orElseThrow();
        assertThat(check.rows()).as("what is said").isPositive();
        return check.differences();
    }

    /** Writes a newer version of the answer to a lead, of another country. */
    private static void state(Answers ask, String lead, String country) throws Exception {
        ask.text("INSERT INTO crm_store.first_response SELECT * REPLACE (version + 1 AS version, map('country', '"
                + country
                + "') AS dimensions) FROM (SELECT * FROM crm_store.first_response FINAL WHERE tenant = 'asia' AND lead_id = '"
                + lead + "')");
    }

    @Test
    void historyIsNotMixedWithADemo() throws Exception {
        ReplayPlan plan = new ReplayPlan(
                List.of(ProjectFiles.root().resolve("examples/loans.xes")),
                Mapping.load(ProjectFiles.root().resolve("examples/mappings/bpi2012.yaml")),
                Optional.empty(),
                Optional.empty(),
                ReplayPlan.Start.RESUME,
                List.of(),
                0);

        assertThatThrownBy(() -> new Replay(stack, ReplayWatcher.silent()).run(plan))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "data directory " + directory + " holds a demo, with which a replay would mix: choose another"
                                + " with --data-dir, or let it go with --rebuild");
    }

    @Test
    void everySocketIsLoopbackAndNoneAnswersAWebPage() throws Exception {
        OpenDoors.assertClosedToTheWorld(
                List.of(ProcessHandle.current().pid(), stack.clickHouse().pid()),
                List.of(stack.flink().webAddress(), URI.create(stack.endpoint().url()), page.address()));
    }

    @Test
    void thePageExplainsALeadAsAReader() throws Exception {
        Answers ask = new Answers(stack.endpoint());
        String lead = ask.value("SELECT lead_id FROM crm.first_response LIMIT 1");
        HttpClient browser = HttpClient.newHttpClient();
        URI explain = URI.create(page.address() + "/api/explain?id=" + URLEncoder.encode(lead, StandardCharsets.UTF_8));

        HttpResponse<String> known =
                browser.send(HttpRequest.newBuilder(explain).build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> unknown = browser.send(
                HttpRequest.newBuilder(URI.create(page.address() + "/api/explain?id=nobody-at-all"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(known.statusCode()).as(known.body()).isEqualTo(200);
        assertThat(known.body()).contains("\"first_response\"");
        assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(404);
        assertThat(unknown.body()).contains("nothing is known of nobody-at-all");
    }

    @Test
    void flinkShowsItsJobsAndTakesNoOrders() throws Exception {
        FlinkDoor.assertReadOnly(stack.flink().webAddress());
    }

    // --- what people see

    /** One for all tests, begun by the first of them: where they are left out there may be none to begin. */
    private static Chromium browser() throws IOException {
        if (chromium == null) {
            chromium = Chromium.start();
        }
        return chromium;
    }

    @Test
    @Tag("browser")
    void theBoardOfPromisesIsAlive() throws Exception {
        try (Visit visit = browser().open(page.board("crm-sla-promises-en"), Screen.LAPTOP)) {
            visit.awaitFigures();

            assertThat(visit.failedPanels()).isEmpty();
            assertThat(visit.panels().get("Complete")).containsPattern("\\d%");
            assertThat(visit.panels().get("Broken, still open")).containsPattern("\\d");
            assertThat(visit.violations()).isEmpty();
            visit.follow("Sales journey");
            visit.awaitFigures();
            assertThat(visit.address().getPath()).isEqualTo("/d/crm-sales-journey-en");
            assertThat(visit.failedPanels()).isEmpty();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    @Tag("browser")
    void aLinkOfAnotherPageOpensABoardAndAFrameDoesNot() throws Exception {
        URI board = page.board("crm-process-health-en");
        try (OtherPage chat =
                        OtherPage.serve("<a href='" + board + "'>the board</a><iframe src='" + board + "'></iframe>");
                Visit visit = browser().open(chat.address(), Screen.LAPTOP)) {
            assertThat(visit.framedText()).doesNotContain("Process health", "crm-pulse");

            visit.follow("the board");
            visit.awaitFigures();

            assertThat(visit.address()).isEqualTo(board);
            assertThat(visit.failedPanels()).isEmpty();
        }
    }

    @Test
    @Tag("browser")
    void aPageOfAnotherOriginReadsNothing() throws Exception {
        String read =
                "async ([address, mode]) => { try { return 'read ' + await (await fetch(address, {mode})).text(); }"
                        + " catch (refused) { return refused.name; } }";
        try (OtherPage other = OtherPage.serve("<p>another page</p>");
                Visit visit = browser().open(other.address(), Screen.LAPTOP)) {
            String boards = page.address().resolve("/api/boards").toString();
            assertThat(visit.evaluate(read, List.of(boards, "cors"))).isEqualTo("TypeError");
            assertThat(visit.evaluate(read, List.of(boards, "no-cors"))).isEqualTo("TypeError");
        }
    }

    // --- queries of boards

    /** Each query once, of the first board that asks it. */
    static Stream<Boards.Query> queries() {
        Set<String> seen = new HashSet<>();
        return BOARDS.queries().stream().filter(query -> seen.add(query.sql()));
    }

    private static Boards boards() {
        try {
            return Boards.read(ProjectFiles.dashboards());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void everyQueryOfABoardFindsSomething(Boards.Query query) throws Exception {
        List<String> rows = rows(query, BOARDS.nothingChosen());

        if (query.mayBeEmpty().isEmpty()) {
            assertThat(rows).as(query.sql()).isNotEmpty();
            assertThat(rows.get(0).split("\t"))
                    .as(query.sql())
                    .doesNotContain("nan")
                    .anyMatch(value -> !value.equals("\\N"));
        }
    }

    /** With values chosen the conditions are there: ClickHouse resolves every name and type in the query. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void everyQueryOfABoardCanBeNarrowed(Boards.Query query) throws Exception {
        Map<String, List<String>> chosen = Map.of(
                "tenant", List.of("asia"),
                "region", List.of("east"),
                "team", List.of("east-1", "east-2"),
                "person", List.of("rep-01"),
                "channel", List.of("web"),
                "tier", List.of("A"),
                "scorecard", List.of("department"),
                "period", List.of("quarter"),
                "id", List.of("L-1"));

        assertThat(rows("boards/" + query.board() + ".yaml", query.name(), "EXPLAIN QUERY TREE " + query.sql(), chosen))
                .isNotEmpty();
    }

    /** The fault that no check without the engine finds. */
    @Test
    void anUnknownColumnIsNamedWithItsFileAndPanel() throws Exception {
        Boards.Query query = queries()
                .filter(one -> one.board().equals("sla-promises") && one.sql().contains("due_at"))
                .findFirst()
                .orElseThrow();
        Boards.Query damaged = new Boards.Query(
                query.board(), query.name(), query.sql().replace("due_at", "due_att"), query.mayBeEmpty());

        assertThatThrownBy(() -> rows(damaged, BOARDS.nothingChosen()))
                .hasMessageContaining("dashboards/boards/sla-promises.yaml, '" + query.name() + "'")
                .hasMessageContaining("due_att")
                .hasMessageContaining("Maybe you meant: ['due_at']");
    }

    private static List<String> rows(Boards.Query query, Map<String, List<String>> chosen) throws Exception {
        return rows("boards/" + query.board() + ".yaml", query.name(), query.sql(), chosen);
    }

    /** The answer; what the engine refuses is named with the place where it is to be corrected. */
    private static List<String> rows(String file, String place, String sql, Map<String, List<String>> chosen)
            throws Exception {
        Instant now = Instant.now();
        QueryMacros macros = new QueryMacros(now.minus(PAST), now, Duration.ofHours(1), chosen);
        try {
            return new Answers(stack.endpoint()).lines(macros.expand(sql));
        } catch (AssertionError refused) {
            throw new AssertionError(
                    "dashboards/" + file + ", '" + place + "': the query is refused, correct it there\n"
                            + refused.getMessage(),
                    refused);
        }
    }

    // --- questions of analysts

    static Stream<Cookbook.Question> questions() throws IOException {
        return Cookbook.read(COOKBOOK).questions().stream();
    }

    @Test
    void theCookbookIsNoLeaflet() throws Exception {
        assertThat(questions()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(Files.readString(COOKBOOK).split("```sql"))
                .as("queries, each below its question")
                .hasSize((int) questions().count() + 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void everyQuestionOfAnAnalystIsAnswered(Cookbook.Question question) throws Exception {
        URI reader = URI.create(stack.endpoint().url());
        String sql = question.sql();
        List<String> rows = new Answers(ClickHouseEndpoint.localReader(reader.getPort())).lines(sql);

        if (!question.mayBeEmpty()) {
            assertThat(rows).as(sql).isNotEmpty();
            for (String row : rows) {
                assertThat(row.split("\t")).as(sql).doesNotContain("nan");
            }
        }
    }

    /** What a board shows is what an analyst exports, figure by figure. */
    @Test
    void EdgeCase_38_aReportIsTheSameOnTheBoardAndAsAnExport() throws Exception {
        Boards.Query brief = queries()
                .filter(one -> one.board().equals("reports") && one.name().equals("Sales brief"))
                .findFirst()
                .orElseThrow();
        Instant now = Instant.now();
        QueryMacros macros = new QueryMacros(now.minus(PAST), now, Duration.ofHours(1), BOARDS.nothingChosen());
        List<String> shown = new Answers(stack.endpoint())
                .lines("SELECT tenant, month, team, leads, created, won, lost, amounts FROM ("
                        + macros.expand(brief.sql()) + ") ORDER BY ALL");

        String exported = new Answers(stack.endpoint())
                .text(("SELECT tenant, month, if(level = 'all', '–', team) AS team, n_leads, n_created, n_won, n_lost,"
                                + " arrayStringConcat(arrayMap((currency, amount) -> concat(toString(round(amount)), ' ', currency),"
                                + " mapKeys(won_amounts), mapValues(won_amounts)), ', ') AS amounts"
                                + " FROM crm.monthly_sales_brief(from = toDate('%s'), to = toDate('%s') + 1, zone = 'UTC')"
                                + " WHERE level = 'all' OR team != '' ORDER BY ALL FORMAT CSV")
                        .formatted(
                                now.minus(PAST).toString().substring(0, 10),
                                now.toString().substring(0, 10)));

        assertThat(shown).isNotEmpty();
        assertThat(exported.replace("\"", "").lines().map(line -> line.replace(",", "\t")))
                .containsExactlyElementsOf(shown);
    }

    // --- alert rules

    static Stream<Arguments> alertRules() throws IOException {
        return AlertGroup.readAll(ProjectFiles.root().resolve("dashboards/alerts")).stream()
                .flatMap(group -> group.rules().stream()
                        .map(rule -> Arguments.of(group.name() + ": " + rule.uid(), group, rule)));
    }

    /** Grafana takes texts for the labels of what is watched, and one number for its value. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("alertRules")
    void everyAlertRuleFindsWhatItWatches(String name, AlertGroup group, AlertRule rule) throws Exception {
        List<String> answer = rows(
                "alerts/" + group.name() + ".yaml",
                rule.uid(),
                rule.query() + " FORMAT TabSeparatedWithNamesAndTypes",
                Map.of());

        List<String> columns = List.of(answer.get(0).split("\t"));
        List<String> types = List.of(answer.get(1).split("\t"));
        List<String> labels = columns.subList(0, columns.size() - 1);
        assertThat(columns).as(name).endsWith("value");
        assertThat(types).as(name).endsWith("Float64");
        assertThat(types.subList(0, labels.size())).as(name).isSubsetOf("String", "LowCardinality(String)");
        assertThat(LABEL.matcher(rule.summary().en() + rule.summary().zh()).results())
                .as(name)
                .allSatisfy(label -> assertThat(labels).contains(label.group(1)));
        assertThat(answer).as(name).hasSizeGreaterThan(2);
        assertThat(answer.subList(2, answer.size())).as(name).allSatisfy(row -> assertThat(
                        Double.parseDouble(row.substring(row.lastIndexOf('\t') + 1)))
                .isFinite());
    }
}
