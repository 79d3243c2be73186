package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.EventJournal;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.connectors.kafka.DeadLetterPublisher;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.embedded.port.FreePorts;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches reach the real engine exactly once, whatever comes between. */
class ExactlyOnceTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long FAR_FUTURE = Long.MAX_VALUE / 2;

    @TempDir
    static Path directory;

    private static ClickHouseProcess clickHouse;

    private final List<DeadLetter> letters = new ArrayList<>();
    private Connection connection;
    private BatchInserter inserter;

    @BeforeAll
    static void startClickHouse() throws Exception {
        clickHouse = ClickHouseProcess.start(directory);
        try (Connection connection = endpoint().connect()) {
            new Migrations(connection, Metrics.ALL).apply();
        }
    }

    @AfterAll
    static void stopClickHouse() {
        clickHouse.close();
    }

    @BeforeEach
    void emptyTheTable() throws Exception {
        connection = endpoint().connect();
        execute("TRUNCATE TABLE crm_store.event");
        inserter = inserter("job/new/", endpoint());
    }

    @AfterEach
    void disconnect() throws Exception {
        inserter.close();
        connection.close();
    }

    @Test
    void theSameBatchTwiceIsKeptOnce() throws Exception {
        InsertBatch batch = batch("a", 50);

        inserter.insert(batch);
        inserter.insert(batch);

        assertThat(rows()).isEqualTo(50);
    }

    @Test
    void equalRowsOfTwoWritersAreTwoDeliveries() throws Exception {
        inserter.insert(batch("b", 50));
        inserter.insert(batch("b", 50));

        assertThat(rows()).isEqualTo(100);
    }

    @Test
    void aRowThatTheTableRefusesIsFoundAndStopsNoOther() throws Exception {
        execute("ALTER TABLE crm_store.event ADD CONSTRAINT no_thirteen CHECK id != 'c-13'");
        try {
            InsertBatch batch = batch("c", 40);

            inserter.insert(batch);
            assertThat(rows()).isEqualTo(39);
            assertThat(letters).singleElement().satisfies(letter -> {
                assertThat(letter.reason()).isEqualTo("row refused");
                // VIOLATED_CONSTRAINT
                assertThat(letter.detail()).isEqualTo("table event refused a row with code 469");
                assertThat(letter.position()).startsWith("event/");
                assertThat(new String(letter.bytes(), StandardCharsets.UTF_8))
                        .contains("c-13")
                        .doesNotContain("c-12");
            });

            // committed again after a restart: nothing is doubled, and the letter names the same row
            inserter.insert(batch);
            assertThat(rows()).isEqualTo(39);
            assertThat(letters).hasSize(2);
            assertThat(letters.get(1).position()).isEqualTo(letters.get(0).position());
        } finally {
            execute("ALTER TABLE crm_store.event DROP CONSTRAINT no_thirteen");
        }
    }

    @Test
    void aServerThatDiesWhileRowsAreCommittedGetsEachOfThemOnce() throws Exception {
        int batches = 60;
        CountDownLatch underWay = new CountDownLatch(15);
        CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < batches; i++) {
                try {
                    inserter.insert(batch("d" + i, 100));
                } catch (IOException | InterruptedException failure) {
                    throw new CompletionException(failure);
                }
                underWay.countDown();
            }
        });
        underWay.await();
        long killed = clickHouse.pid();
        clickHouse.kill();

        commit.join();

        assertThat(clickHouse.pid()).isNotEqualTo(killed);
        assertThat(rows()).isEqualTo(batches * 100);
        assertThat(value("SELECT uniqExact(id) FROM crm_store.event")).isEqualTo(Integer.toString(batches * 100));
        assertThat(letters).isEmpty();
    }

    @Test
    void aBatchThatWasInsertedBeforeTheServerDiedIsKnownAfterwards() throws Exception {
        InsertBatch batch = batch("e", 50);
        inserter.insert(batch);
        clickHouse.kill();

        // the answer might have been lost with it, so the batch is sent again
        inserter.insert(batch);

        assertThat(rows()).isEqualTo(50);
    }

    @Test
    void aBatchOfAnEarlierAttemptWhoseTokenOutlivedItsRowsIsInsertedAnew() throws Exception {
        InsertBatch batch = batch("h", 50);
        inserter.insert(batch);
        loseRowsButNotTheToken();
        inserter.insert(batch);
        assertThat(rows()).as("ClickHouse takes it for a repeat").isZero();

        try (BatchInserter restarted = inserter("job/7/", endpoint())) {
            restarted.insert(batch);
            assertThat(rows()).isEqualTo(50);
            restarted.insert(batch);
            assertThat(rows()).isEqualTo(50);
        }
    }

    @Test
    void aBatchWhoseAnswerGotLostWithItsRowsIsInsertedAnew() throws Exception {
        try (CutLine line = new CutLine(clickHouse.port(), this::loseRowsButNotTheToken);
                BatchInserter cut = inserter("job/new/", ClickHouseEndpoint.local(line.port(), clickHouse.secret()))) {
            cut.insert(batch("i", 50));

            assertThat(line.cuts()).isEqualTo(1);
            assertThat(rows()).isEqualTo(50);
        }
    }

    @Test
    void aBatchWhoseAnswerGotLostIsNotInsertedAnew() throws Exception {
        try (CutLine line = new CutLine(clickHouse.port(), () -> {});
                BatchInserter cut = inserter("job/new/", ClickHouseEndpoint.local(line.port(), clickHouse.secret()))) {
            cut.insert(batch("j", 50));

            assertThat(line.cuts()).isEqualTo(1);
            assertThat(rows()).isEqualTo(50);
        }
    }

    @Test
    void halvesOfAnEarlierAttemptAreLookedForEachForItself() throws Exception {
        execute("ALTER TABLE crm_store.event ADD CONSTRAINT no_thirteen CHECK id != 'k-13'");
        try {
            InsertBatch batch = batch("k", 40);
            inserter.insert(batch);
            execute("ALTER TABLE crm_store.event DELETE WHERE id = 'k-3' OR id = 'k-20' SETTINGS mutations_sync = 2");
            assertThat(rows()).isEqualTo(37);

            // the half from 20 on is one part of which rows are left; that of 0 to 9 as well: each was there
            try (BatchInserter restarted = inserter("job/7/", endpoint())) {
                restarted.insert(batch);
            }
            assertThat(rows()).isEqualTo(37);

            execute(
                    "ALTER TABLE crm_store.event DELETE WHERE toUInt32(substring(id, 3)) >= 20 SETTINGS mutations_sync = 2");
            try (BatchInserter restarted = inserter("job/8/", endpoint())) {
                restarted.insert(batch);
            }
            assertThat(rows()).isEqualTo(38);
        } finally {
            execute("ALTER TABLE crm_store.event DROP CONSTRAINT no_thirteen");
        }
    }

    /** As where a server is killed after it wrote the token of an insert and before its rows were there. */
    private void loseRowsButNotTheToken() throws Exception {
        execute("ALTER TABLE crm_store.event DELETE WHERE true SETTINGS mutations_sync = 2");
    }

    private BatchInserter inserter(String attempt, ClickHouseEndpoint to) {
        return new BatchInserter(attempt, to, TIMEOUT, new Letters(), new SimpleCounter(), Clock.systemUTC());
    }

    @Test
    void whoeverCannotBeReachedIsNamedAtTheRetryTimeout() throws Exception {
        int nobody = FreePorts.find(1)[0];
        try (BatchInserter lost = new BatchInserter(
                "job/new/",
                ClickHouseEndpoint.local(nobody, ""),
                Duration.ofMillis(300),
                new Letters(),
                new SimpleCounter(),
                Clock.systemUTC())) {
            long startedNanos = System.nanoTime();

            assertThatThrownBy(() -> lost.insert(batch("f", 3)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot insert 3 rows for event, ")
                    .hasMessageContaining("into http://127.0.0.1:" + nobody + " as writer: ");
            assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isGreaterThan(Duration.ofMillis(300));
        }
    }

    @Test
    void aTableThatIsMissingIsNotRetried() throws Exception {
        execute("RENAME TABLE crm_store.event TO crm_store.event_away");
        try {
            assertThatThrownBy(() -> inserter.insert(batch("g", 3)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("UNKNOWN_TABLE");
        } finally {
            execute("RENAME TABLE crm_store.event_away TO crm_store.event");
        }
    }

    @Test
    void ofAFactThatABatchSaysTwiceTheLaterRevisionIsRead() throws Exception {
        execute(FactSql.table(Readings.FACT).statements().get(0));
        try (BatchWriter writer = writer()) {
            for (String id : List.of("kept", "taken back")) {
                write(writer, id, "1", 1, TableRow.Kind.PRESENT);
                write(writer, id, "3", 3, TableRow.Kind.PRESENT);
                write(writer, id, "2", 2, TableRow.Kind.PRESENT);
            }
            write(writer, "taken back", "3", 4, TableRow.Kind.TOMBSTONE);
            inserter.insert(writer.prepareCommit().iterator().next());

            assertThat(value("SELECT count() FROM crm_store.reading")).isEqualTo("7");
            assertThat(value("SELECT toString(groupArray((id, amount))) FROM crm_store.reading FINAL"
                            + " SETTINGS do_not_merge_across_partitions_select_final = 1"))
                    .isEqualTo("[('kept',3)]");
        } finally {
            execute("DROP TABLE crm_store.reading");
        }
    }

    @Test
    void batchesOfSeveralWritersAndMonthsAreOneInsertOfOnePartAMonth() throws Exception {
        execute(FactSql.table(Readings.FACT).statements().get(0));
        try {
            List<InsertBatch> batches = new ArrayList<>();
            for (String id : List.of("a", "b")) {
                try (BatchWriter writer = writer()) {
                    write(writer, id, "2026-02-02T09:00:00Z", "1", 1, TableRow.Kind.PRESENT);
                    write(writer, id + id, "2026-03-02T09:00:00Z", "2", 1, TableRow.Kind.PRESENT);
                    batches.addAll(writer.prepareCommit());
                }
            }
            assertThat(batches).hasSize(4);
            execute("SYSTEM STOP MERGES crm_store.reading");

            inserter.insert(batches);

            assertThat(value("SELECT toString(arraySort(groupArray((partition, rows)))) FROM system.parts"
                            + " WHERE active AND database = 'crm_store' AND table = 'reading'"))
                    .isEqualTo("[('202602',2),('202603',2)]");
            inserter.insert(batches);
            assertThat(value("SELECT toString(arraySort(groupArray((id, amount)))) FROM crm_store.reading FINAL"))
                    .isEqualTo("[('a',1),('aa',2),('b',1),('bb',2)]");
        } finally {
            execute("DROP TABLE crm_store.reading");
        }
    }

    private static void write(BatchWriter writer, String id, String amount, long revision, TableRow.Kind kind)
            throws IOException {
        write(writer, id, "2026-03-02T09:00:00Z", amount, revision, kind);
    }

    private static void write(
            BatchWriter writer, String id, String startedAt, String amount, long revision, TableRow.Kind kind)
            throws IOException {
        Object[] values = Readings.FACT.row(Readings.reading(id, startedAt, amount));
        writer.write(new TableRow(Readings.FACT, values, revision, kind), null);
    }

    private BatchWriter writer() {
        Clock noon = Clock.fixed(Instant.parse("2026-03-05T12:00:00Z"), ZoneOffset.UTC);
        return new BatchWriter(
                "job/new/",
                1,
                BatchLimits.ofHeap(1L << 30, 2),
                new Letters(),
                new SimpleCounter(),
                new SimpleCounter(),
                noon);
    }

    /** Events of one month, so one batch; published_at is the same for equal arguments. */
    private InsertBatch batch(String prefix, int rows) throws IOException {
        try (BatchWriter writer = writer()) {
            for (int i = 0; i < rows; i++) {
                writer.write(TableRow.journal(EventJournal.TYPE, parsedEvent(prefix + "-" + i)), null);
            }
            return writer.prepareCommit().iterator().next();
        }
    }

    private static ParsedEvent parsedEvent(String id) {
        String json = "{\"specversion\":\"1.0\",\"tenant\":\"t\",\"source\":\"crm\",\"id\":\"" + id
                + "\",\"type\":\"crm.lead.created\",\"subject\":\"lead/" + id
                + "\",\"time\":\"2026-03-02T09:00:00Z\",\"data\":{}}";
        return (ParsedEvent) new CloudEventParser(IntakeRules.replay())
                .parse(json.getBytes(StandardCharsets.UTF_8), FAR_FUTURE, new RecordPosition("crm.events", 0, 0));
    }

    private final class Letters implements DeadLetterPublisher {
        @Override
        public void send(DeadLetter letter) {
            letters.add(letter);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static ClickHouseEndpoint endpoint() {
        return ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret());
    }

    private int rows() throws Exception {
        return Integer.parseInt(value("SELECT count() FROM crm_store.event"));
    }

    private void execute(String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String value(String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
