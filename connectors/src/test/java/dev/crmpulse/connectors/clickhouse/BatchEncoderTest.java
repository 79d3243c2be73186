package dev.crmpulse.connectors.clickhouse;

import static dev.crmpulse.connectors.clickhouse.Readings.FACT;
import static dev.crmpulse.connectors.clickhouse.Readings.REPLACED;
import static dev.crmpulse.connectors.clickhouse.Readings.UNPARTITIONED;
import static dev.crmpulse.connectors.clickhouse.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.clickhouse.Readings.Reading;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.JournalType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BatchEncoderTest {
    private static final String TIME = "2026-03-01T10:00:00Z";

    private final BatchEncoder batchEncoder = new BatchEncoder("job/new/");

    @Example
    void noTwoBatchesShareATokenHoweverEqualTheirRows() throws Exception {
        Set<String> tokens = new HashSet<>();
        tokens.add(batchEncoder.encode(notes("a", "b")).token());
        tokens.add(batchEncoder.encode(notes("a", "b")).token());
        // another writer of the job, or the same one after a failure
        tokens.add(new BatchEncoder("job/new/").encode(notes("a", "b")).token());

        assertThat(tokens).hasSize(3).allSatisfy(token -> assertThat(token).startsWith("job/"));
    }

    @Example
    void aTableThatReplacesRowsNeedsNoToken() throws Exception {
        InsertBatch batch = batchEncoder.encode(notes(REPLACED, "a", "b"));

        assertThat(batch.token()).isEmpty();
        assertThat(BatchEncoder.halve(batch))
                .allSatisfy(half -> assertThat(half.token()).isEmpty());
    }

    @Example
    void rowsComeBackFromTheirFrame() throws Exception {
        assertThat(ids(batchEncoder.encode(notes("a", "李", "")))).containsExactly("a", "李", "");
        // larger than the blocks of a frame
        String large = "x".repeat(100_000);
        assertThat(ids(batchEncoder.encode(notes("a", large, large, large, "b"))))
                .containsExactly("a", large, large, large, "b");
        assertThat(ids(batchEncoder.encode(notes("c")))).containsExactly("c");
    }

    @Example
    void halvesOfEqualRowsAreTwoStatements() throws Exception {
        // the same delivery came twice: both rows count, so the second half must not pass for a repeat of the first
        InsertBatch[] halves = BatchEncoder.halve(batchEncoder.encode(notes("a", "a")));

        assertThat(ids(halves[0])).isEqualTo(ids(halves[1]));
        assertThat(halves[0].token()).isNotEqualTo(halves[1].token());
    }

    @Example
    void eachRowSaysWhichInsertWritesIt() throws Exception {
        InsertBatch one = batchEncoder.encode(notes("a", "b"));
        InsertBatch other = batchEncoder.encode(notes("a", "b"));

        assertThat(one.columns()).isEqualTo("tenant, id, started_at, run, batch, published_at");
        assertThat(writtenBy(one)).containsExactly(InsertBatch.id(one.token()));
        assertThat(writtenBy(one)).isNotEqualTo(writtenBy(other));
    }

    @Example
    void anAttemptIsKnownByTheCheckpointItBeganWith() {
        assertThat(BatchEncoder.attempt("job", OptionalLong.empty())).isEqualTo("job/new/");
        assertThat(BatchEncoder.attempt("job", OptionalLong.of(17))).isEqualTo("job/17/");
    }

    @Example
    void halvingAgainGivesTheSameHalves() throws Exception {
        InsertBatch batch = batchEncoder.encode(notes("a", "b", "c"));

        assertThat(BatchEncoder.halve(batch)).usingRecursiveComparison().isEqualTo(BatchEncoder.halve(batch));
    }

    @Property(tries = 100)
    void piecesHoldTheSameRowsWithTokensOfTheirOwn(@ForAll("rows") List<Object[]> rows) throws Exception {
        BlockBuffer block = new BlockBuffer(BlockBufferTest.table(List.of(ColumnType.values())));
        for (Object[] row : rows) {
            block.add(new TableRow(block.type(), row, 0, TableRow.Kind.PRESENT), 6, 7);
        }
        InsertBatch whole = batchEncoder.encode(block);

        List<InsertBatch> pieces = new ArrayList<>();
        List<String> tokens = new ArrayList<>(List.of(whole.token()));
        halveToRows(whole, pieces, tokens);

        assertThat(pieces).hasSameSizeAs(rows);
        List<List<Object>> expected = NativeRows.of(whole);
        for (int i = 0; i < pieces.size(); i++) {
            assertThat(pieces.get(i).rows()).isEqualTo(1);
            assertThat(valuesOf(NativeRows.of(pieces.get(i)).get(0))).isEqualTo(valuesOf(expected.get(i)));
            assertThat(writtenBy(pieces.get(i)))
                    .containsExactly(InsertBatch.id(pieces.get(i).token()));
            assertThat(pieces.get(i).table()).isEqualTo(whole.table());
            assertThat(pieces.get(i).columns()).isEqualTo(whole.columns());
        }
        assertThat(tokens).doesNotHaveDuplicates();
    }

    /** Rows with a value of every type. */
    @Provide
    Arbitrary<List<Object[]>> rows() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(300).injectDuplicates(0.3);
        Arbitrary<Long> longs = Arbitraries.longs();
        List<Arbitrary<Object>> values = new ArrayList<>();
        for (ColumnType type : ColumnType.values()) {
            values.add(
                    switch (type) {
                        case TEXT, LABEL -> texts.asGeneric();
                        case NULLABLE_LABEL -> texts.injectNull(0.3).asGeneric();
                        case TIME, LARGE_COUNT, NUMBER -> longs.asGeneric();
                        case NULLABLE_TIME -> longs.injectNull(0.3).asGeneric();
                        case NULLABLE_SECONDS ->
                            Arbitraries.longs()
                                    .between(-1_000_000_000_000L, 1_000_000_000_000L)
                                    .injectNull(0.3)
                                    .asGeneric();
                        case NULLABLE_MONEY ->
                            Arbitraries.bigDecimals()
                                    .between(BigDecimal.valueOf(-1_000_000_000), BigDecimal.valueOf(1_000_000_000))
                                    .ofScale(4)
                                    .injectNull(0.3)
                                    .asGeneric();
                        case COUNT -> Arbitraries.integers().asGeneric();
                        case SKETCH ->
                            Arbitraries.maps(Arbitraries.shorts(), longs)
                                    .ofMaxSize(5)
                                    .map(TreeMap::new)
                                    .asGeneric();
                        case COUNTS ->
                            Arbitraries.maps(texts, longs)
                                    .ofMaxSize(3)
                                    .map(TreeMap::new)
                                    .asGeneric();
                        case TEXTS ->
                            Arbitraries.maps(texts, texts)
                                    .ofMaxSize(3)
                                    .map(TreeMap::new)
                                    .asGeneric();
                        case BYTES ->
                            texts.map(text -> text.getBytes(StandardCharsets.UTF_8))
                                    .asGeneric();
                    });
        }
        return Combinators.combine(values).as(List::toArray).list().ofMinSize(2).ofMaxSize(40);
    }

    @Example
    void aBatchComesBackFromACheckpointAsItWas() throws Exception {
        InsertBatchSerializer serializer = new InsertBatchSerializer();
        for (InsertBatch batch :
                new InsertBatch[] {batchEncoder.encode(notes("a", "b")), batchEncoder.encode(notes(REPLACED, "a"))}) {
            assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(batch)))
                    .usingRecursiveComparison()
                    .isEqualTo(batch);
        }
    }

    @Example
    void aBatchOfAnotherVersionIsRefused() throws Exception {
        InsertBatchSerializer serializer = new InsertBatchSerializer();
        byte[] bytes = serializer.serialize(batchEncoder.encode(notes("a")));

        assertThatThrownBy(() -> serializer.deserialize(99, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("batch version 99");
    }

    @Example
    void aBatchPrintsWhatItIsAndNotWhatIsInIt() throws Exception {
        assertThat(batchEncoder.encode(notes("secret", "b", "c")).toString())
                .startsWith("3 rows for reading_note, ")
                .contains("token job/")
                .doesNotContain("secret");
    }

    @Example
    void whatTakesBackAFactHasItsKeyAndVersionAlone() throws Exception {
        BlockBuffer block = new BlockBuffer(FACT);
        Object[] values = FACT.row(reading("r1", TIME, "2.5"));
        block.add(new TableRow(FACT, values, 4, TableRow.Kind.PRESENT), 6, 7);

        Tombstones.Instead instead = Tombstones.of(batchEncoder.encode(block)).orElseThrow();

        assertThat(NativeRows.of(instead.tombstone()))
                .containsExactly(List.of("acme", "r1", values[2], (6L << 32) + 4, 1, 7L));
        assertThat(instead.key()).isEqualTo("acme/r1");
        assertThat(instead.isTakenBack()).isFalse();
        assertThat(Tombstones.of(batchEncoder.encode(notes("a")))).isEmpty();
    }

    private static BlockBuffer notes(String... ids) throws UnfitValueException {
        return notes(UNPARTITIONED, ids);
    }

    /** A block of a journal. */
    private static BlockBuffer notes(JournalType<Reading> journal, String... ids) throws UnfitValueException {
        BlockBuffer block = new BlockBuffer(journal);
        for (String id : ids) {
            block.add(TableRow.journal(journal, reading(id, TIME, null)), 6, 7);
        }
        return block;
    }

    /** All but the number of the insert and the time of it. */
    private static List<Object> valuesOf(List<Object> row) {
        return row.subList(0, row.size() - 2);
    }

    /** What the rows say which insert wrote them: the column before the last. */
    private static Set<Object> writtenBy(InsertBatch batch) throws IOException {
        return NativeRows.of(batch).stream().map(row -> row.get(row.size() - 2)).collect(Collectors.toSet());
    }

    private static List<Object> ids(InsertBatch batch) throws IOException {
        return NativeRows.of(batch).stream().map(row -> row.get(1)).toList();
    }

    private void halveToRows(InsertBatch batch, List<InsertBatch> pieces, List<String> tokens) throws IOException {
        if (batch.rows() == 1) {
            pieces.add(batch);
            return;
        }
        for (InsertBatch half : BatchEncoder.halve(batch)) {
            tokens.add(half.token());
            halveToRows(half, pieces, tokens);
        }
    }
}
