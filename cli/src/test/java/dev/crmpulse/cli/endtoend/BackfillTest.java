package dev.crmpulse.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.simulator.crm.DefectRates;
import dev.crmpulse.simulator.crm.Load;
import dev.crmpulse.simulator.crm.SimulatedCrm;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import dev.crmpulse.simulator.crm.SimulationSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Years from an export, then what happens now: one history, whichever way an event came. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackfillTest {
    @TempDir
    private static Path directory;

    private static LocalStack stack;
    private static Instant now;
    private static Instant until;
    private static List<SimulatedEvent> events;

    @BeforeAll
    static void start() throws Exception {
        now = Instant.now();
        until = now.minus(Duration.ofDays(100));
        stack = LocalStack.start(
                MigratedDirectory.fill(directory.resolve("stack")),
                new LocalStack.Settings(1, StateBackend.HEAP, Duration.ofMinutes(10), 0, 0));
        assertThat(CommandRun.of("migrate", "--config", config(), "--topics", "2")
                        .exitCode())
                .isZero();
        events = events();
        try (EventPublisher earlier = new EventPublisher(stack.kafka())) {
            earlier.deadLetter(new DeadLetter(
                    "crm.events/0/7", "bad time", "of a job that ran before", "", 0, until.toEpochMilli(), new byte[] {
                        '{'
                    }));
            earlier.flush();
        }
        // the CRM began to write to the topic a while before the export ends
        send(published(until.minus(Duration.ofDays(30)), now));
    }

    @AfterAll
    static void stop() throws IOException {
        stack.close();
    }

    @Test
    @Order(1)
    void withoutItsEndABackfillDoesNotBegin() throws Exception {
        CommandRun replay = CommandRun.of("replay", export(), "--config", config(), "--data-dir", data());

        assertThat(replay.exitCode()).isEqualTo(2);
        assertThat(replay.errors()).hasSize(1);
        assertThat(replay.err()).contains("with --config, --until T is needed");
    }

    @Test
    @Order(2)
    void historyIsFilledInUpToItsEnd() throws Exception {
        CommandRun replay =
                CommandRun.of("replay", export(), "--until", until, "--config", config(), "--data-dir", data());

        assertThat(replay.exitCode()).as(replay.err()).isZero();
        assertThat(replay.out())
                .contains("events of --until and later: a live job brings them")
                .contains("next: ./crm-pulse run all --config " + config() + " --data-dir " + data());
        assertThat(answers().number("SELECT count() FROM crm.event")).isEqualTo(before(exported(), until));
        assertThat(answers().lines("SELECT reason, bytes FROM crm.dlq"))
                .as("its own dead letters, not those of earlier jobs")
                .containsExactly("not json\tno event");
        assertThat(answers().lines("SELECT run, mode, ended_at IS NOT NULL FROM crm.run"))
                .containsExactly("1\tback-fill\t1");
    }

    @Test
    @Order(3)
    void anotherBackfillWouldNotGoOnWithItAndSaysSo() throws Exception {
        CommandRun replay = CommandRun.of(
                "replay", export(), "--until", until, "--config", config(), "--data-dir", directory.resolve("other"));

        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.err()).contains("holds figures of run 1").contains("--rebuild");
    }

    @Test
    @Order(3)
    void nobodyIsErasedBeforeTheLiveJobHasReadTheTopic() throws Exception {
        CommandRun erase = CommandRun.of("erase", "acme", "rep/R-1", "--config", config(), "--data-dir", data());

        assertThat(erase.exitCode()).isEqualTo(1);
        assertThat(erase.errors()).singleElement().asString().contains("has not gone on from the back-fill yet");
    }

    @Test
    @Order(4)
    void theLiveJobGoesOnFromThereAndEveryEventCountsOnce() throws Exception {
        CommandRun run = CommandRun.of("run", "all", "--config", config(), "--data-dir", data(), "--for", "15s");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("going on from savepoint");
        Set<SimulatedEvent> once = new HashSet<>(exported());
        once.removeIf(event -> !event.time().isBefore(until));
        int filledIn = once.size();
        List<SimulatedEvent> sent = published(until.minus(Duration.ofDays(30)), now);
        once.addAll(sent);
        assertThat(once.size()).as("both ways sent some of them").isLessThan(filledIn + sent.size());
        assertThat(answers().number("SELECT uniqExact(tenant, id) FROM crm.event"))
                .isEqualTo(once.size());
        assertThat(answers().number("SELECT sum(accepted) FROM crm.ledger")).isEqualTo(once.size());
        assertThat(answers().number("SELECT sum(delivered) FROM crm.ledger")).isEqualTo(filledIn + sent.size());
        assertThat(answers().number("SELECT count() FROM crm.late")).isZero();
        // what comes due while it runs is of now, at some times of day
        assertThat(answers()
                        .number("SELECT count() FROM crm.alert WHERE delivery = 'sent'"
                                + " AND due_at < published_at - INTERVAL 16 MINUTE"))
                .as("no alert of the past is sent")
                .isZero();
        assertThat(answers().number("SELECT count() FROM crm.alert WHERE delivery = 'suppressed'"))
                .isPositive();
        assertThat(answers().lines("SELECT run, lineage, mode FROM crm.run ORDER BY run"))
                .containsExactly("1\t1\tback-fill", "2\t1\tlive");
    }

    @Test
    @Order(5)
    void itsFiguresAreThoseOfAllEvents() throws Exception {
        CommandRun verify = CommandRun.of("verify", "--config", config());

        assertThat(verify.out()).doesNotContain("DIFFERENT");
        assertThat(verify.exitCode()).isZero();
        assertThat(verify.out().lines()).hasSizeGreaterThan(10);
    }

    @Test
    @Order(6)
    void theStateOfALiveJobIsNotMixedWithFiles() throws Exception {
        CommandRun replay =
                CommandRun.of("replay", export(), "--until", until, "--config", config(), "--data-dir", data());
        CommandRun part = CommandRun.of("run", "engagement", "--config", config(), "--data-dir", data());

        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.err()).contains("holds the state of a live job, with which a back-fill would mix");
        assertThat(part.exitCode()).isEqualTo(1);
        assertThat(part.err())
                .contains(
                        "holds the state of engagement, customer, people, queue, handover, desk, ticket, part of which a job of engagement would lose");
    }

    private static List<SimulatedEvent> events() {
        SimulatedCrm crm = SimulatedCrm.of(SimulationSettings.of(23, beginning(), new Load(0.00001, List.of()))
                .withDefects(DefectRates.none()));
        List<SimulatedEvent> events = new ArrayList<>();
        for (SimulatedEvent next = crm.next(); next.publishAt().isBefore(now); next = crm.next()) {
            events.add(next);
        }
        return events;
    }

    /** Long enough ago that a live job would refuse it as too late. */
    private static Instant beginning() {
        return now.minus(Duration.ofDays(500));
    }

    /** The export was made a month after the moment up to which it is used. */
    private static List<SimulatedEvent> exported() {
        return published(beginning(), until.plus(Duration.ofDays(30)));
    }

    private static List<SimulatedEvent> published(Instant from, Instant before) {
        return events.stream()
                .filter(event ->
                        !event.publishAt().isBefore(from) && event.publishAt().isBefore(before))
                .toList();
    }

    private static long before(List<SimulatedEvent> some, Instant moment) {
        return some.stream().filter(event -> event.time().isBefore(moment)).count();
    }

    private static Path export() throws IOException {
        Path file = directory.resolve("export.jsonl");
        if (!Files.exists(file)) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (SimulatedEvent event : exported()) {
                lines.writeBytes(event.json());
                lines.write('\n');
            }
            lines.writeBytes("no event\n".getBytes(UTF_8));
            Files.write(file, lines.toByteArray());
        }
        return file;
    }

    private static void send(List<SimulatedEvent> some) throws IOException {
        try (EventPublisher publisher = new EventPublisher(stack.kafka())) {
            some.forEach(event -> publisher.event(event.key(), event.json()));
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
        return Files.writeString(directory.resolve("crm-pulse.yaml"), """
                kafka: {bootstrap_servers: "%s"}
                clickhouse: {url: "%s", user: %s, password: "%s"}
                horizon: {ticks: 1 s, allowance: 1 s}
                flink: {state: rocksdb, checkpoint_interval: 1 s}
                """.formatted(
                        stack.kafka().bootstrapServers(),
                        stack.endpoint().url(),
                        stack.endpoint().user(),
                        stack.endpoint().password()));
    }
}
