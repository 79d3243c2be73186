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
import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.dashboards.Boards;
import dev.crmpulse.dashboards.QueryMacros;
import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.verify.check.Difference;
import dev.crmpulse.verify.check.MetricCheck;
import dev.crmpulse.verify.check.Verification;
import dev.crmpulse.verify.check.VerificationWatcher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short demonstration, what it came to, and every panel of every board on its data. */
class DemoTest {
    private static final Duration PAST = Duration.ofDays(6);

    private static final Map<String, List<String>> NOTHING_CHOSEN = Map.of(
            "tenant", List.of(QueryMacros.ALL),
            "region", List.of(QueryMacros.ALL),
            "team", List.of(QueryMacros.ALL),
            "person", List.of(QueryMacros.ALL),
            "channel", List.of(QueryMacros.ALL),
            "tier", List.of(QueryMacros.ALL),
            "id", List.of(""));

    @TempDir
    private static Path directory;

    private static LocalStack stack;
    private static DemoReport report;
    private static final List<DemoWatcher.Moment> MOMENTS = new ArrayList<>();

    @BeforeAll
    static void show() throws Exception {
        stack = LocalStack.start(
                MigratedDirectory.fill(directory),
                new LocalStack.Settings(2, StateBackend.ROCKSDB, Duration.ofSeconds(2), 5, 0));
        DemoSettings settings = new DemoSettings(50, PAST, 7, Duration.ofSeconds(2), Duration.ofSeconds(1));
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
        List<MetricCheck> checks = new Verification(stack.endpoint(), Metrics.ALL, VerificationWatcher.silent()).run();

        assertThat(checks)
                .flatExtracting(MetricCheck::differences)
                .extracting(Difference::toString)
                .isEmpty();
        assertThat(checks).hasSizeGreaterThan(10);
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
                List.of(stack.flink().webAddress(), URI.create(stack.endpoint().url())));
    }

    @Test
    void flinkShowsItsJobsAndTakesNoOrders() throws Exception {
        FlinkDoor.assertReadOnly(stack.flink().webAddress());
    }

    static Stream<Boards.Query> queries() throws IOException {
        return Boards.read(ProjectFiles.root().resolve("dashboards")).queries().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void everyQueryOfABoardFindsSomething(Boards.Query query) throws Exception {
        Answers ask = new Answers(stack.endpoint());
        Instant now = Instant.now();
        QueryMacros macros = new QueryMacros(now.minus(PAST), now, Duration.ofHours(1), NOTHING_CHOSEN);

        List<String> rows = ask.lines(macros.expand(query.sql()));

        if (query.mayBeEmpty().isEmpty()) {
            assertThat(rows).as(query.sql()).isNotEmpty();
            assertThat(rows.get(0).split("\t"))
                    .as(query.sql())
                    .doesNotContain("nan")
                    .anyMatch(value -> !value.equals("\\N"));
        }
    }

    /** With values chosen the conditions are there: ClickHouse plans the query, which needs every name and type in it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void everyQueryOfABoardCanBeNarrowed(Boards.Query query) throws Exception {
        Answers ask = new Answers(stack.endpoint());
        Instant now = Instant.now();
        Map<String, List<String>> chosen = Map.of(
                "tenant", List.of("asia"),
                "region", List.of("east"),
                "team", List.of("east-1", "east-2"),
                "person", List.of("rep-01"),
                "channel", List.of("web"),
                "tier", List.of("A"),
                "id", List.of("L-1"));
        QueryMacros macros = new QueryMacros(now.minus(PAST), now, Duration.ofHours(1), chosen);

        assertThat(ask.lines("EXPLAIN " + macros.expand(query.sql()))).isNotEmpty();
    }
}
