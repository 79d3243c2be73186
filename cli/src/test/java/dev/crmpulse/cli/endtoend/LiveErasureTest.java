package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.cli.erasure.PersonErasure;
import dev.crmpulse.cli.replay.BackfillTarget;
import dev.crmpulse.cli.stack.DataDirectory;
import dev.crmpulse.cli.stack.JobHost;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.connectors.cloudevents.Erasure;
import dev.crmpulse.connectors.cloudevents.PersonKind;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.jobs.config.ConfigFile;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A person is erased whom a live job has seen, and the job goes on behind the events that named the person. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveErasureTest {
    private static final String ALL_EVENTS = "SELECT count() FROM crm.event";

    @TempDir
    private static Path directory;

    private static LocalStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = LocalStack.start(
                MigratedDirectory.fill(directory.resolve("stack")),
                new LocalStack.Settings(1, StateBackend.HEAP, Duration.ofMinutes(10), 0, 0));
        assertThat(CommandRun.of("migrate", "--config", config(), "--topics", "2")
                        .exitCode())
                .isZero();
        send(ErasureHistory.LINES.replace("2026-03", month()));
        send(event("strange", "lead/L-9", month() + "-02T08:00:00Z", "R-2").replace("acme", "nobody"));
    }

    @AfterAll
    static void stop() throws IOException {
        stack.close();
    }

    @Test
    @Order(1)
    void whereNoJobHasRunThereIsNobodyToErase() throws Exception {
        CommandRun none = erase("acme", "rep/" + ErasureHistory.REP);
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.errors()).singleElement().asString().contains("there is no directory " + data());

        Files.createDirectories(data());
        CommandRun empty = erase("acme", "rep/" + ErasureHistory.REP);
        assertThat(empty.exitCode()).isEqualTo(1);
        assertThat(empty.errors()).singleElement().asString().contains("holds nothing: name that of the job");
    }

    @Test
    @Order(2)
    void nothingOfThePersonIsLeftInTablesAndStateAndTheFiguresStand() throws Exception {
        run();
        send(event("old", "lead/L-0", "2020-01-01T08:00:00Z", ErasureHistory.REP));
        run();
        Map<String, List<String>> before = withoutTooLate(ErasureHistory.figures(answers(), ErasureHistory.REP));
        assertThat(before.get("deal")).isNotEmpty();
        long events = answers().number(ALL_EVENTS);
        assertThat(answers().number("SELECT sum(late) FROM crm.ledger")).isEqualTo(1);
        assertThat(Traces.inFiles(data(), ErasureHistory.REP)).isNotEmpty();

        CommandRun erase = erase("acme", "rep/" + ErasureHistory.REP, "--name", ErasureHistory.NAME);

        assertThat(erase.exitCode()).as(erase.err()).isZero();
        assertThat(erase.out())
                .containsPattern("erased +rep/erased-[0-9a-f]{16} of acme: 13 events rewritten")
                .contains("counted       1 event that had come too late")
                .contains("next: ./crm-pulse run all --config " + config() + " --data-dir " + data());
        String pseudonym = erase.out().replaceAll("(?s).*rep/(erased-[0-9a-f]{16}).*", "$1");
        Facts.assertEqual(withoutTooLate(ErasureHistory.figures(answers(), pseudonym)), before, "after the erasure");
        assertThat(answers().number(ALL_EVENTS)).isEqualTo(events);
        assertThat(answers().lines("SELECT reason FROM crm.dlq ORDER BY reason"))
                .as("the one that named the person is dropped")
                .containsExactly("no id", "unknown tenant");
        assertErased(ErasureHistory.REP);
        assertErased(ErasureHistory.NAME);
    }

    @Test
    @Order(3)
    void theJobGoesOnBehindWhatItHadReadWhateverIsFilledInBefore() throws Exception {
        Path more = Files.writeString(
                directory.resolve("more.jsonl"), event("more", "lead/L-3", month() + "-03T08:00:00Z", "R-2"));
        CommandRun replay =
                CommandRun.of("replay", more, "--until", Instant.now(), "--config", config(), "--data-dir", data());
        assertThat(replay.exitCode()).as(replay.err()).isZero();
        long events = answers().number(ALL_EVENTS);
        send(event("further", "lead/L-1", month() + "-08T08:00:00Z", "R-2"));

        CommandRun run = run();

        assertThat(run.err()).contains("going on from savepoint");
        assertThat(answers().number(ALL_EVENTS)).isEqualTo(events + 1);
        assertErased(ErasureHistory.REP);
        CommandRun verify = CommandRun.of("verify", "--config", config());
        assertThat(verify.exitCode()).as(verify.out()).isZero();
    }

    @Test
    @Order(4)
    void whatDiedOnTheWayIsFinishedBeforeTheJobGoesOn() throws Exception {
        long events = answers().number(ALL_EVENTS);
        long before = answers().number("SELECT max(run) FROM crm.run");
        ConfigFile file = ConfigFile.read(config());
        try (DataDirectory held = DataDirectory.open(data());
                JobHost host = JobHost.start(held, LocalStack.Settings.ofReplay())) {
            PersonErasure erasure = new PersonErasure(
                    host,
                    new BackfillTarget(
                            file.live(Timelines.ALL), file.tenants().profiles().values()),
                    new DyingWatcher(5, () -> answers().number("SELECT max(run) FROM crm_store.event") > before));
            Erasure colleague = Erasure.of(ErasureHistory.TENANT, PersonKind.REP, ErasureHistory.COLLEAGUE, List.of());
            assertThatThrownBy(() -> erasure.erase(List.of(colleague))).isInstanceOf(DyingWatcher.Death.class);
        }

        CommandRun early = CommandRun.of("run", "all", "--config", config(), "--data-dir", data(), "--for", "1s");
        assertThat(early.exitCode()).isEqualTo(1);
        assertThat(early.errors())
                .singleElement()
                .asString()
                .contains("was interrupted: ./crm-pulse erase --pending --config F --data-dir " + data());

        // the job that died seems to run for as long as its lease lasts, 30 s
        try (Connection connection = stack.endpoint().connect()) {
            new Runs(connection).end(before + 1);
        }
        CommandRun erase = erase("--pending");
        assertThat(erase.exitCode()).as(erase.err()).isZero();
        assertThat(erase.out()).contains("an interrupted erasure is finished");
        assertThat(run().err()).contains("going on from savepoint");
        assertThat(answers().number(ALL_EVENTS)).isEqualTo(events);
        assertErased(ErasureHistory.COLLEAGUE);
        assertErased(ErasureHistory.REP);
    }

    /** What came too late counts once history is evaluated anew. */
    private static Map<String, List<String>> withoutTooLate(Map<String, List<String>> figures) {
        Map<String, List<String>> timely = new HashMap<>();
        figures.forEach((view, rows) -> timely.put(
                view, rows.stream().filter(row -> !row.contains("2020-01-01")).toList()));
        return timely;
    }

    private static void assertErased(String text) throws Exception {
        assertThat(Traces.inColumns(answers(), text)).isEmpty();
        assertThat(Traces.inFiles(directory.resolve("stack/clickhouse"), text)).isEmpty();
        assertThat(Traces.inFiles(data(), text)).isEmpty();
    }

    private static CommandRun run() throws Exception {
        CommandRun run = CommandRun.of("run", "all", "--config", config(), "--data-dir", data(), "--for", "9s");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static CommandRun erase(String... arguments) throws IOException {
        Object[] command = new Object[arguments.length + 5];
        command[0] = "erase";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        command[arguments.length + 1] = "--config";
        command[arguments.length + 2] = config();
        command[arguments.length + 3] = "--data-dir";
        command[arguments.length + 4] = data();
        return CommandRun.of(command);
    }

    /** A live job refuses what is too old. */
    private static String month() {
        return YearMonth.now(ZoneOffset.UTC).minusMonths(2).toString();
    }

    private static String event(String id, String subject, String time, String actor) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id
                + "\",\"source\":\"crm\",\"type\":\"crm.message.sent\",\"subject\":\""
                + subject + "\",\"time\":\"" + time + "\",\"tenant\":\"acme\",\"actor\":\"" + actor
                + "\",\"actortype\":\"human\",\"data\":{\"channel\":\"email\"}}\n";
    }

    private static void send(String lines) throws IOException {
        try (EventPublisher publisher = new EventPublisher(stack.kafka())) {
            lines.lines().forEach(line -> publisher.event(null, line.getBytes(StandardCharsets.UTF_8)));
            publisher.flush();
        }
    }

    private static Answers answers() {
        return new Answers(stack.endpoint());
    }

    private static Path data() {
        return directory.resolve("run");
    }

    private static Path config() throws IOException {
        Files.writeString(directory.resolve("tenants.yaml"), "tenants: {acme: {zone: UTC}}\n");
        return Files.writeString(directory.resolve("crm-pulse.yaml"), """
                kafka: {bootstrap_servers: "%s"}
                clickhouse: {url: "%s", user: %s, password: "%s"}
                tenants: tenants.yaml
                horizon: {ticks: 1 s, allowance: 1 s}
                flink: {state: rocksdb, checkpoint_interval: 1 s}
                """.formatted(
                        stack.kafka().bootstrapServers(),
                        stack.endpoint().url(),
                        stack.endpoint().user(),
                        stack.endpoint().password()));
    }
}
