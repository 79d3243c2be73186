package dev.crmpulse.cli.erasure;

import dev.crmpulse.cli.erasure.ErasurePlan.Erased;
import dev.crmpulse.cli.replay.DirectoryTarget;
import dev.crmpulse.cli.replay.Replay;
import dev.crmpulse.cli.replay.ReplayHorizon;
import dev.crmpulse.cli.replay.ReplayPlan;
import dev.crmpulse.cli.replay.ReplayReport;
import dev.crmpulse.cli.replay.ReplayTarget;
import dev.crmpulse.cli.replay.ReplayWatcher;
import dev.crmpulse.cli.stack.DataDirectory;
import dev.crmpulse.cli.stack.FileTree;
import dev.crmpulse.cli.stack.JobHost;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.cli.stack.SavedState;
import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.cli.stack.SavedState.Use;
import dev.crmpulse.connectors.clickhouse.EarlierRuns;
import dev.crmpulse.connectors.clickhouse.ErasureJournal;
import dev.crmpulse.connectors.clickhouse.ErasureJournal.Pending;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.cloudevents.Erasure;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Erases persons from a data directory, and from the ClickHouse that its job fills. What was delivered is written to files without
 * them and evaluated anew from there, as a new run from nothing; when that has taken in as much as before, all that earlier runs left
 * is deleted: rows, state, topics of the directory. A live job goes on behind the last event that the history has.
 */
public final class PersonErasure {
    private static final Duration TOPICS = Duration.ofMinutes(1);
    private static final long POLL_MILLIS = 100;

    private final JobHost host;
    private final ReplayTarget target;
    private final ReplayWatcher watcher;
    private final QueryRetry clickHouse;
    private final SavedState saved;
    private final Path files;

    /** From stores of the directory itself. */
    public PersonErasure(LocalStack stack, Purpose purpose, ReplayWatcher watcher) {
        this(stack.host(), new DirectoryTarget(stack, purpose), watcher);
    }

    /** @param target which the history is written to anew */
    public PersonErasure(JobHost host, ReplayTarget target, ReplayWatcher watcher) {
        this.host = host;
        this.target = target;
        this.watcher = watcher;
        this.clickHouse = QueryRetry.of(target.clickHouse());
        this.saved = new SavedState(host.directory());
        this.files = files(host.directory());
    }

    private static Path files(DataDirectory directory) {
        return directory.root().resolve("erasure");
    }

    /** What the directory was used for in which an erasure was interrupted when the history was rewritten already; else empty. */
    public static Optional<Purpose> interrupted(DataDirectory directory) throws IOException {
        return ErasurePlan.read(files(directory)).map(ErasurePlan::purpose);
    }

    /**
     * Requires that no erasure was interrupted: it holds the history, and what would be added now would be lost with it.
     *
     * @throws IOException where one was
     */
    public static void requireNoneInterrupted(DataDirectory directory) throws IOException {
        Optional<Purpose> interrupted = interrupted(directory);
        if (interrupted.isPresent()) {
            throw new IOException("an erasure in " + directory.root() + " was interrupted: ./crm-pulse erase --pending"
                    + (interrupted.get() == Purpose.BACKFILL ? " --config F" : "") + " --data-dir " + directory.root()
                    + " finishes it");
        }
    }

    /** Whom events ask for. */
    public List<Pending> pending() throws Exception {
        migrate();
        return clickHouse.call(connection -> new ErasureJournal(connection).pending());
    }

    private void migrate() throws Exception {
        // whoever has a ClickHouse of their own migrates it when they want to, and was asked to before
        if (target.purpose() != Purpose.BACKFILL) {
            clickHouse.call(connection -> new Migrations(connection, Metrics.ALL).apply());
        }
    }

    /**
     * Erases persons.
     *
     * @throws IOException where nothing names one of them, or the history evaluated anew is not that of before: nothing was deleted
     *     then
     */
    public ErasureReport erase(List<Erasure> erasures) throws Exception {
        migrate();
        FileTree.empty(files);
        RewrittenHistory history = new RewrittenHistory(erasures);
        long delivered = clickHouse.call(connection -> history.write(connection, files));
        requireFound(erasures, history);
        List<String> policies = clickHouse.call(connection -> policies(connection, history));
        Use use = saved.use().orElseThrow();
        ErasurePlan plan = new ErasurePlan(
                history.found(),
                target.purpose(),
                use.purpose() == Purpose.LIVE ? StoppedJob.positions(saved, target.kafka()) : use.positions(),
                clickHouse
                        .call(ReplayHorizon::ofNewestLineage)
                        .map(Instant::toEpochMilli)
                        .orElse(null),
                delivered,
                clickHouse.call(PersonErasure::accepted),
                clickHouse.call(PersonErasure::late));
        eraseQuestions(history);
        plan.write(files);
        return complete(plan, policies);
    }

    /** Finishes what was interrupted. */
    public ErasureReport finish() throws Exception {
        ErasurePlan plan = ErasurePlan.read(files).orElseThrow();
        return complete(plan, List.of());
    }

    private void requireFound(List<Erasure> erasures, RewrittenHistory history) throws Exception {
        List<Erased> found = history.found();
        for (int i = 0; i < erasures.size(); i++) {
            boolean isFound = found.get(i).events() + found.get(i).deadLetters() > 0;
            if (!isFound && !clickHouse.call(history::isInEarlierRuns)) {
                FileTree.delete(files);
                throw new IOException("no event of tenant " + erasures.get(i).tenant() + " names "
                        + erasures.get(i).subject() + ": nothing was changed");
            }
        }
    }

    private ErasureReport complete(ErasurePlan plan, List<String> policies) throws Exception {
        ReplayReport evaluated = new Replay(host, target, watcher)
                .run(new ReplayPlan(
                        List.of(files.resolve(RewrittenHistory.EVENTS), files.resolve(RewrittenHistory.LETTERS)),
                        new LetterMapping(),
                        Optional.ofNullable(plan.horizonMillis()).map(Instant::ofEpochMilli),
                        Optional.empty(),
                        ReplayPlan.Start.REBUILD,
                        List.of(),
                        0));
        long run = evaluated.run();
        requireAll(plan, run);
        clickHouse.call(connection -> {
            new EarlierRuns(connection)
                    .delete(run, plan.persons().stream().map(Erased::pseudonym).toList());
            ErasureJournal journal = new ErasureJournal(connection);
            for (Erased person : plan.persons()) {
                journal.erased(
                        person.tenant(), person.kind(), person.pseudonym(), person.events(), person.deadLetters(), run);
            }
            return run;
        });
        deleteEarlierState();
        awaitTopicsDeleted();
        saved.note(new Use(run, target.purpose(), Timelines.NAMES, null, plan.positions()));
        FileTree.delete(files);
        return new ErasureReport(
                plan.persons().stream()
                        .map(person -> new ErasureReport.Person(
                                person.tenant(),
                                person.kind(),
                                person.pseudonym(),
                                person.events(),
                                person.deadLetters()))
                        .toList(),
                run,
                plan.delivered(),
                plan.late(),
                policies);
    }

    private void requireAll(ErasurePlan plan, long run) throws Exception {
        long delivered = clickHouse.call(connection -> number(connection, "SELECT count() FROM crm.event"));
        long accepted = clickHouse.call(PersonErasure::accepted);
        if (delivered != plan.delivered() || accepted != plan.accepted() + plan.late()) {
            throw new IOException("run " + run + " took in " + delivered + " deliveries and accepted " + accepted
                    + ", and before it were " + plan.delivered() + " and " + (plan.accepted() + plan.late())
                    + ": nothing was deleted, and the rewritten history is kept in " + files);
        }
    }

    private static long accepted(Connection connection) throws SQLException {
        return number(connection, "SELECT sum(accepted) FROM crm.ledger");
    }

    private static long late(Connection connection) throws SQLException {
        return number(connection, "SELECT sum(late) FROM crm.ledger");
    }

    /** Policies are rules that people have made; who is named in one is for them to decide. */
    private static List<String> policies(Connection connection, RewrittenHistory history) throws SQLException {
        List<String> named = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT kind, id, version, concat(id, ' ', body)"
                        + " FROM crm_store.policy FINAL ORDER BY kind, id, version")) {
            while (rows.next()) {
                if (history.isMentionedIn(rows.getString(4))) {
                    named.add(rows.getString(1) + " '" + rows.getString(2) + "' version " + rows.getLong(3));
                }
            }
        }
        return named;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The questions that were typed at the prompt of {@code sql}. */
    private void eraseQuestions(RewrittenHistory history) throws IOException {
        Path questions = host.directory().root().resolve("sql.history");
        if (Files.exists(questions)) {
            List<String> lines = Files.readAllLines(questions, StandardCharsets.UTF_8);
            Files.write(
                    questions,
                    lines.stream().filter(line -> !history.isMentionedIn(line)).toList(),
                    StandardCharsets.UTF_8);
        }
    }

    /** The new run's savepoint stands for itself; checkpoints that jobs left which were killed may hold anything. */
    private void deleteEarlierState() throws IOException {
        saved.keepNewest();
        FileTree.empty(host.directory().checkpoints());
    }

    /** The broker agrees to delete a topic and does so a moment later. */
    private void awaitTopicsDeleted() throws IOException, InterruptedException {
        long giveUpNanos = System.nanoTime() + TOPICS.toNanos();
        while (hasDeletedTopics()) {
            if (System.nanoTime() > giveUpNanos) {
                throw new IOException("the broker still keeps topics that it has deleted in "
                        + host.directory().kafka() + ": give the same command again");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean hasDeletedTopics() throws IOException {
        try (Stream<Path> topics = Files.list(host.directory().kafka())) {
            return topics.anyMatch(topic -> topic.getFileName().toString().endsWith("-delete"));
        }
    }
}
