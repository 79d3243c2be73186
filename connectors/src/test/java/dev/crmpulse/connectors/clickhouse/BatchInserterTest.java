package dev.crmpulse.connectors.clickhouse;

import static dev.crmpulse.connectors.clickhouse.FakeClickHouse.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.clickhouse.FakeClickHouse.Attempt;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.kafka.DeadLetterPublisher;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class BatchInserterTest {
    private static final int INCORRECT_DATA = 117;
    private static final int TOO_MANY_PARTS = 252;
    private static final int UNKNOWN_TABLE = 60;
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

    private final List<DeadLetter> letters = new ArrayList<>();
    private final SimpleCounter refused = new SimpleCounter();

    @Test
    void aBatchIsOneInsertOfOneBlockWithItsToken() throws Exception {
        try (FakeClickHouse clickHouse = new FakeClickHouse(rows -> OK)) {
            InsertBatch batch = batch("abc");
            insert(clickHouse, batch, Duration.ofSeconds(10));

            assertThat(clickHouse.attempts()).singleElement().satisfies(attempt -> {
                assertThat(attempt.rows()).isEqualTo("abc");
                assertThat(attempt.token()).isEqualTo(batch.token());
                assertThat(attempt.parameters())
                        .containsEntry("async_insert", "0")
                        .containsEntry("optimize_on_insert", "0")
                        .containsEntry("max_insert_block_size", "10000000")
                        .containsEntry("min_insert_block_size_rows", "10000000");
                assertThat(attempt.parameters().get("query"))
                        .contains("crm_store.t")
                        .contains("FORMAT Native");
            });
        }
    }

    @Test
    void batchesTogetherAreOneInsert() throws Exception {
        try (FakeClickHouse clickHouse = new FakeClickHouse(rows -> OK)) {
            insertTogether(clickHouse, List.of(untokened("abc"), untokened("d"), untokened("ef")));

            assertThat(clickHouse.attempts()).singleElement().satisfies(attempt -> {
                assertThat(attempt.rows()).isEqualTo("abcdef");
                assertThat(attempt.token()).isEmpty();
            });
        }
    }

    @Test
    void onePoisonRowOfBatchesTogetherIsFoundAndStopsNoOther() throws Exception {
        try (FakeClickHouse clickHouse = new FakeClickHouse(rows -> rows.contains("!") ? INCORRECT_DATA : OK)) {
            insertTogether(clickHouse, List.of(untokened("abc"), untokened("d!e"), untokened("f")));

            assertThat(clickHouse.inserted()).isEqualTo("abcdef");
            assertThat(letters).hasSize(1);
        }
    }

    @Test
    void whatFailsForAPassingReasonIsSentAgainByteByByte() throws Exception {
        AtomicInteger failuresLeft = new AtomicInteger(3);
        try (FakeClickHouse clickHouse =
                new FakeClickHouse(rows -> failuresLeft.getAndDecrement() > 0 ? TOO_MANY_PARTS : OK)) {
            insert(clickHouse, batch("abc"), Duration.ofSeconds(10));

            assertThat(clickHouse.attempts()).hasSize(4);
            assertThat(clickHouse.attempts().stream().map(Attempt::rows).distinct())
                    .containsExactly("abc");
            assertThat(clickHouse.attempts().stream().map(Attempt::token).distinct())
                    .hasSize(1);
            assertThat(letters).isEmpty();
        }
    }

    @Test
    void onePoisonRowIsFoundAndStopsNoOther() throws Exception {
        try (FakeClickHouse clickHouse = new FakeClickHouse(rows -> rows.contains("!") ? INCORRECT_DATA : OK)) {
            insert(clickHouse, batch("abcd!efgh"), Duration.ofSeconds(10));

            assertThat(clickHouse.inserted()).isEqualTo("abcdefgh");
            assertThat(clickHouse.attempts().stream().map(Attempt::token)).doesNotHaveDuplicates();
            assertThat(letters).singleElement().satisfies(letter -> {
                assertThat(letter.reason()).isEqualTo("row refused");
                assertThat(letter.detail()).isEqualTo("table t refused a row with code 117");
                assertThat(letter.position()).matches("t/[0-9a-f]{16}");
                assertThat(NativeRows.of(letter.bytes())).containsExactly(List.of("!"));
                assertThat(letter.foundAtMillis()).isEqualTo(NOW.toEpochMilli());
            });
        }
    }

    @Test
    void aRefusedFactLeavesNoOlderRowOfIt() throws Exception {
        InsertBatch batch = facts("fits", "a!b");
        try (FakeClickHouse clickHouse = new FakeClickHouse(rows -> rows.contains("poison") ? INCORRECT_DATA : OK)) {
            insert(clickHouse, batch, Duration.ofSeconds(10));

            Attempt tombstone = clickHouse.attempts().get(clickHouse.attempts().size() - 1);
            assertThat(tombstone.parameters().get("query"))
                    .contains("(tenant, id, started_at, version, is_deleted, published_at");
            assertThat(tombstone.rows()).contains("acme", "a!b").doesNotContain("poison");
            assertThat(letters).singleElement().satisfies(letter -> assertThat(letter.detail())
                    .isEqualTo("table reading refused row acme/a!b with code 117: no row of it stands"));
            assertThat(refused.getCount()).isEqualTo(1);
        }
    }

    @Test
    void aFactThatCannotEvenBeRetractedIsReportedToStand() throws Exception {
        try (FakeClickHouse clickHouse = new FakeClickHouse(rows -> rows.contains("a!b") ? INCORRECT_DATA : OK)) {
            insert(clickHouse, facts("fits", "a!b"), Duration.ofSeconds(10));

            assertThat(letters).singleElement().satisfies(letter -> assertThat(letter.detail())
                    .isEqualTo("table reading refused row acme/a!b with code 117: an older row of it may stand"));
        }
    }

    @Test
    void poisonEverywhereLeavesNothingToInsert() throws Exception {
        try (FakeClickHouse clickHouse = new FakeClickHouse(rows -> INCORRECT_DATA)) {
            insert(clickHouse, batch("abc"), Duration.ofSeconds(10));

            assertThat(clickHouse.inserted()).isEmpty();
            assertThat(letters).hasSize(3);
        }
    }

    @Test
    void aWrongSetUpFailsAtOnceForOnlyAPersonCanHelp() throws Exception {
        try (FakeClickHouse clickHouse = new FakeClickHouse(rows -> UNKNOWN_TABLE)) {
            assertThatThrownBy(() -> insert(clickHouse, batch("abc"), Duration.ofMinutes(5)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("3 rows for t")
                    .hasMessageContaining(clickHouse.endpoint().url());
            assertThat(clickHouse.attempts()).hasSize(1);
        }
    }

    @Test
    void theRetryTimeoutEndsAndTheRowsStayWithTheCheckpoint() throws Exception {
        try (FakeClickHouse clickHouse = new FakeClickHouse(rows -> TOO_MANY_PARTS)) {
            assertThatThrownBy(() -> insert(clickHouse, batch("abc"), Duration.ofMillis(200)))
                    .isInstanceOf(IOException.class);
            assertThat(clickHouse.attempts()).isNotEmpty();
            assertThat(letters).isEmpty();
        }
    }

    @Test
    void aServerThatCannotBeReachedIsNamedWithoutThePassword() {
        ClickHouseEndpoint nowhere = new ClickHouseEndpoint("http://127.0.0.1:1", "writer", "hunter2", "");

        assertThatThrownBy(() -> insert(nowhere, batch("abc"), Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("http://127.0.0.1:1 as writer")
                .hasMessageNotContaining("hunter2");
    }

    private void insert(FakeClickHouse clickHouse, InsertBatch batch, Duration timeout) throws Exception {
        insert(clickHouse.endpoint(), batch, timeout);
    }

    private void insert(ClickHouseEndpoint endpoint, InsertBatch batch, Duration timeout) throws Exception {
        try (BatchInserter inserter =
                new BatchInserter("job/new/", endpoint, timeout, outlet(), refused, Clock.fixed(NOW, ZoneOffset.UTC))) {
            inserter.insert(batch);
        }
    }

    private void insertTogether(FakeClickHouse clickHouse, List<InsertBatch> batches) throws Exception {
        try (BatchInserter inserter = new BatchInserter(
                "job/new/",
                clickHouse.endpoint(),
                Duration.ofSeconds(10),
                outlet(),
                refused,
                Clock.fixed(NOW, ZoneOffset.UTC))) {
            inserter.insert(batches);
        }
    }

    private static InsertBatch untokened(String rows) throws IOException {
        InsertBatch batch = batch(rows);
        return new InsertBatch(batch.table(), batch.columns(), "", batch.rows(), batch.lz4());
    }

    private DeadLetterPublisher outlet() {
        return new DeadLetterPublisher() {
            @Override
            public void send(DeadLetter letter) {
                letters.add(letter);
            }

            @Override
            public void close() {
                // a list needs no closing
            }
        };
    }

    /** Facts of a note each, the last one of a note that is poison. */
    private InsertBatch facts(String... ids) throws IOException {
        FactType<Noted> type = FactType.<Noted>named("reading", 3, "One note")
                .column("note", ColumnType.TEXT, "What was noted", Noted::note)
                .build();
        try (BatchWriter writer = new BatchWriter(
                "job/new/",
                6,
                BatchLimits.ofHeap(1L << 30, 2),
                outlet(),
                refused,
                new SimpleCounter(),
                Clock.fixed(NOW, ZoneOffset.UTC))) {
            for (String id : ids) {
                String note = id.equals(ids[ids.length - 1]) ? "poison" : "bread";
                Object[] row = type.row(new Noted("acme", id, NOW.toEpochMilli(), note));
                writer.write(new TableRow(type, row, 1, TableRow.Kind.PRESENT), null);
            }
            return writer.prepareCommit().iterator().next();
        }
    }

    private record Noted(String tenant, String id, long startedAt, String note) implements Fact {}

    /** A batch with one row per character. */
    private static InsertBatch batch(String rows) throws IOException {
        NativeColumn[] columns = {new NativeColumn("a", "String")};
        rows.chars().mapToObj(Character::toString).forEach(columns[0]::addText);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        NativeBlock.write(columns, rows.length(), block);
        InsertBatch batch = BatchEncoder.untokened("t", "a", rows.length(), block.toByteArray());
        return new InsertBatch(batch.table(), batch.columns(), "job/0", batch.rows(), batch.lz4());
    }
}
