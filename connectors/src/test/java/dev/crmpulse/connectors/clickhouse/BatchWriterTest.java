package dev.crmpulse.connectors.clickhouse;

import static dev.crmpulse.connectors.clickhouse.Readings.BY_MONTH;
import static dev.crmpulse.connectors.clickhouse.Readings.FACT;
import static dev.crmpulse.connectors.clickhouse.Readings.REPLACED;
import static dev.crmpulse.connectors.clickhouse.Readings.UNPARTITIONED;
import static dev.crmpulse.connectors.clickhouse.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.clickhouse.Readings.Reading;
import dev.crmpulse.connectors.clickhouse.TableRow.Kind;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.kafka.DeadLetterPublisher;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class BatchWriterTest {
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00.250Z");
    private static final long RUN = 6;
    private static final BatchLimits LIMITS = new BatchLimits(32_000, 96_000, 64_000);

    private final Letters letters = new Letters();
    private final BatchWriter writer = writer(RUN);

    @Test
    void nothingIsEncodedBeforeTheCheckpoint() throws IOException {
        writer.write(journal(reading("r1", "2026-03-01T10:00:00Z", null)), null);
        writer.flush(false);

        assertThat(writer.prepareCommit()).hasSize(1);
        assertThat(writer.prepareCommit()).isEmpty();
    }

    @Test
    void aBatchHoldsOneMonthOfOneTable() throws IOException {
        for (String time : new String[] {
            "2026-02-28T23:59:59.999Z",
            "2026-03-01T00:00:00Z",
            "2026-02-01T00:00:00Z",
            "2026-03-31T23:59:59.999Z",
            "2025-03-01T00:00:00Z"
        }) {
            writer.write(journal(reading(time, time, null)), null);
            writer.write(fact(reading(time, time, "1"), 1, Kind.PRESENT), null);
        }

        Collection<InsertBatch> batches = writer.prepareCommit();

        List<String> contents = new ArrayList<>();
        for (InsertBatch batch : batches) {
            contents.add(batch.table() + ' ' + ids(batch));
        }
        assertThat(contents)
                .containsExactlyInAnyOrder(
                        "reading_log [2026-02-28T23:59:59.999Z, 2026-02-01T00:00:00Z]",
                        "reading_log [2026-03-01T00:00:00Z, 2026-03-31T23:59:59.999Z]",
                        "reading_log [2025-03-01T00:00:00Z]",
                        "reading [2026-02-28T23:59:59.999Z, 2026-02-01T00:00:00Z]",
                        "reading [2026-03-01T00:00:00Z, 2026-03-31T23:59:59.999Z]",
                        "reading [2025-03-01T00:00:00Z]");
    }

    @Test
    void aTableWithoutPartitionsHasOneBatch() throws IOException {
        writer.write(TableRow.journal(UNPARTITIONED, reading("r1", "2026-02-01T00:00:00Z", null)), null);
        writer.write(TableRow.journal(UNPARTITIONED, reading("r2", "2026-03-01T00:00:00Z", null)), null);

        assertThat(writer.prepareCommit()).singleElement().satisfies(batch -> assertThat(batch.rows())
                .isEqualTo(2));
    }

    @Test
    void timesBefore1970HaveTheirMonthsToo() throws IOException {
        writer.write(journal(reading("r1", "1969-12-31T23:59:59.999Z", null)), null);
        writer.write(journal(reading("r2", "1970-01-01T00:00:00Z", null)), null);

        assertThat(writer.prepareCommit()).hasSize(2);
    }

    @Test
    void aFactCarriesItsVersionAndWhetherItIsRetracted() throws IOException {
        Reading reading = reading("r1", "2026-03-01T10:00:00Z", "2.5");
        writer.write(fact(reading, 3, Kind.TOMBSTONE), null);
        writer.write(fact(reading, 4, Kind.PRESENT), null);

        InsertBatch batch = writer.prepareCommit().iterator().next();

        assertThat(batch.columns())
                .isEqualTo(
                        "tenant, id, started_at, def_version, amount, dimensions, version, is_deleted, published_at");
        // version = run 6 << 32 | revision
        assertThat(rows(batch))
                .containsExactly(
                        List.of(
                                "acme",
                                "r1",
                                reading.startedAt(),
                                3L,
                                new BigDecimal("2.5000"),
                                Map.of(),
                                25_769_803_779L,
                                1,
                                NOW.toEpochMilli()),
                        List.of(
                                "acme",
                                "r1",
                                reading.startedAt(),
                                3L,
                                new BigDecimal("2.5000"),
                                Map.of(),
                                25_769_803_780L,
                                0,
                                NOW.toEpochMilli()));
    }

    @Test
    void aLaterRunOverridesEveryRevisionOfAnEarlierOne() throws IOException {
        BatchWriter later = writer(RUN + 1);
        Reading reading = reading("r1", "2026-03-01T10:00:00Z", "2.5");
        writer.write(fact(reading, 4_000_000_000L, Kind.PRESENT), null);
        later.write(fact(reading, 1, Kind.PRESENT), null);

        assertThat(version(later)).isGreaterThan(version(writer));
    }

    @Test
    void aJournalCarriesItsRun() throws IOException {
        Reading reading = reading("r1", "2026-03-01T10:00:00Z", null);
        writer.write(journal(reading), null);

        InsertBatch batch = writer.prepareCommit().iterator().next();

        assertThat(batch.columns()).isEqualTo("tenant, id, started_at, run, batch, published_at");
        assertThat(rows(batch))
                .containsExactly(List.of(
                        "acme", "r1", reading.startedAt(), RUN, InsertBatch.id(batch.token()), NOW.toEpochMilli()));
    }

    @Test
    void onlyTablesThatDropBatchesTheyHaveSeenGetTokens() throws IOException {
        Reading reading = reading("r1", "2026-03-01T10:00:00Z", "1");
        writer.write(journal(reading), null);
        writer.write(TableRow.journal(REPLACED, reading), null);
        writer.write(fact(reading, 1, Kind.PRESENT), null);

        assertThat(writer.prepareCommit())
                .allSatisfy(batch -> assertThat(batch.token().isEmpty())
                        .isEqualTo(!batch.table().equals("reading_log")));
    }

    @Test
    void aFullBatchIsEncodedBeforeTheCheckpointAndLosesNothing() throws IOException {
        String longName = "x".repeat(248);
        for (int i = 0; i < 200; i++) {
            writer.write(journal(reading(i + longName, "2026-03-01T10:00:00Z", null)), null);
        }

        List<InsertBatch> batches = List.copyOf(writer.prepareCommit());

        // 32,000 bytes hold 113 rows of 284 to 286
        assertThat(batches).extracting(InsertBatch::rows).containsExactly(113, 87);
        List<Object> ids = new ArrayList<>();
        for (InsertBatch batch : batches) {
            assertThat(BatchEncoder.raw(batch).length).isLessThan(32_500);
            ids.addAll(ids(batch));
        }
        assertThat(ids)
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> i + longName).toList());
    }

    @Test
    void rowsOfManyMonthsWaitWithinALimitAndTheLargestBatchMakesRoom() throws IOException {
        String longName = "x".repeat(970);
        writer.write(journal(reading("of a small batch", "2024-12-01T10:00:00Z", null)), null);
        // 108 kB, no month of which has more than 12
        for (int i = 0; i < 108; i++) {
            String month = String.format("2025-%02d-01T10:00:00Z", i % 9 + 1);
            writer.write(journal(reading(i + longName, month, null)), null);
        }

        List<InsertBatch> batches = List.copyOf(writer.prepareCommit());

        // the ninth month of eleven rows is the largest when 96 kB are there
        assertThat(batches.get(0).rows()).isEqualTo(11);
        assertThat(batches).hasSize(11);
        List<Object> ids = new ArrayList<>();
        for (InsertBatch batch : batches) {
            ids.addAll(ids(batch));
        }
        assertThat(ids).hasSize(109).doesNotHaveDuplicates();
    }

    @Test
    void batchesAreAsLargeAsTheHeapAllows() {
        assertThat(BatchLimits.ofHeap(8L << 30, 2).fullBatch()).isEqualTo(32 << 20);
        assertThat(BatchLimits.ofHeap(3L << 30, 2).fullBatch()).isEqualTo(32 << 20);
        assertThat(BatchLimits.ofHeap(1L << 30, 2).fullBatch()).isEqualTo(16 << 20);
        assertThat(BatchLimits.ofHeap(256 << 20, 2).fullBatch()).isEqualTo(8 << 20);
        assertThat(BatchLimits.ofHeap(Long.MAX_VALUE, 2).fullBatch()).isEqualTo(32 << 20);
        assertThat(BatchLimits.ofHeap(3L << 30, 8).fullBatch())
                .as("all share the heap")
                .isEqualTo(12 << 20);
    }

    @Test
    void everyCheckpointHasItsOwnRowsThoughItsBuffersServeAgain() throws IOException {
        for (int checkpoint = 0; checkpoint < 3; checkpoint++) {
            for (String month : List.of("2026-02", "2026-03")) {
                writer.write(journal(reading(month + checkpoint, month + "-01T10:00:00Z", null)), null);
            }
            List<Object> ids = new ArrayList<>();
            for (InsertBatch batch : writer.prepareCommit()) {
                assertThat(batch.rows()).isEqualTo(1);
                ids.addAll(ids(batch));
            }
            assertThat(ids).containsExactlyInAnyOrder("2026-02" + checkpoint, "2026-03" + checkpoint);
        }
    }

    @Test
    void anUnfitRowGoesToTheDeadLettersAndHarmsNoOther() throws IOException {
        writer.write(fact(reading("unfit at first", "2026-03-01T10:00:00Z", "1e20"), 1, Kind.PRESENT), null);
        writer.write(fact(reading("r1", "2026-03-01T10:00:00Z", "1"), 1, Kind.PRESENT), null);
        writer.write(fact(reading("unfit between", "2026-03-01T10:00:00Z", "1e20"), 1, Kind.PRESENT), null);
        writer.write(fact(reading("r2", "2026-03-01T10:00:00Z", "2"), 1, Kind.PRESENT), null);
        writer.write(fact(reading("unfit alone", "2026-04-01T10:00:00Z", "1e20"), 1, Kind.PRESENT), null);

        Collection<InsertBatch> batches = writer.prepareCommit();

        assertThat(batches).hasSize(4);
        assertThat(batches)
                .filteredOn(batch -> batch.columns().contains("amount"))
                .singleElement()
                .satisfies(batch -> assertThat(ids(batch)).containsExactly("r1", "r2"));
        // each unfit row takes back what stood in its place
        assertThat(batches)
                .filteredOn(batch -> !batch.columns().contains("amount"))
                .hasSize(3)
                .allSatisfy(batch -> assertThat(NativeRows.of(batch))
                        .singleElement()
                        .satisfies(row -> {
                            assertThat(row.get(1).toString()).startsWith("unfit ");
                            assertThat(row.subList(3, 5)).containsExactly(25_769_803_777L, 1);
                        }));
        assertThat(letters.sent)
                .extracting(DeadLetter::position)
                .containsExactly(
                        "reading/acme/unfit at first", "reading/acme/unfit between", "reading/acme/unfit alone");
        assertThat(letters.sent).allSatisfy(letter -> {
            assertThat(letter.reason()).isEqualTo("value does not fit");
            assertThat(letter.detail()).isEqualTo("table reading, column amount: more than 18 digits");
            assertThat(letter.foundAtMillis()).isEqualTo(NOW.toEpochMilli());
        });
    }

    @Test
    void equalRowsOfTwoWritersAreTwoStatements() throws IOException {
        // both counted one delivery of a tenant within the same millisecond: dropped by token, one would be lost
        BatchWriter other = writer(RUN);
        Reading reading = reading("r1", "2026-03-01T10:00:00Z", null);
        writer.write(journal(reading), null);
        other.write(journal(reading), null);

        assertThat(other.prepareCommit().iterator().next().token())
                .isNotEqualTo(writer.prepareCommit().iterator().next().token());
    }

    @Test
    void closingClosesTheOutletOfLetters() throws IOException {
        writer.close();

        assertThat(letters.closed).isTrue();
    }

    private BatchWriter writer(long run) {
        return new BatchWriter(
                "job/new/",
                run,
                LIMITS,
                letters,
                new SimpleCounter(),
                new SimpleCounter(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static TableRow journal(Reading reading) {
        return TableRow.journal(BY_MONTH, reading);
    }

    private static TableRow fact(Reading reading, long revision, Kind kind) {
        return new TableRow(FACT, FACT.row(reading), revision, kind);
    }

    private static List<List<Object>> rows(InsertBatch batch) throws IOException {
        return NativeRows.of(batch);
    }

    private static List<Object> ids(InsertBatch batch) throws IOException {
        return rows(batch).stream().map(row -> row.get(1)).toList();
    }

    private static long version(BatchWriter writer) throws IOException {
        return (Long) rows(writer.prepareCommit().iterator().next()).get(0).get(6);
    }

    private static final class Letters implements DeadLetterPublisher {
        private final List<DeadLetter> sent = new ArrayList<>();
        private boolean closed;

        @Override
        public void send(DeadLetter letter) {
            sent.add(letter);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
