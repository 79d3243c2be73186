package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BatchEncoderTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5, 6};
    private static final int[] ENDS = {2, 3, 6};

    private final BatchEncoder batchEncoder = new BatchEncoder("job");

    @Example
    void noTwoBatchesShareATokenHoweverEqualTheirRows() throws IOException {
        Set<String> tokens = new HashSet<>();
        tokens.add(batchEncoder.encode("t", "a", true, ENDS, BYTES).token());
        tokens.add(batchEncoder.encode("t", "a", true, ENDS, BYTES).token());
        tokens.add(batchEncoder.encode("u", "a", true, ENDS, BYTES).token());
        // another writer of the job, or the same one after a failure
        tokens.add(new BatchEncoder("job").encode("t", "a", true, ENDS, BYTES).token());

        assertThat(tokens).hasSize(4).allSatisfy(token -> assertThat(token).startsWith("job/"));
    }

    @Example
    void aTableThatReplacesRowsNeedsNoToken() throws IOException {
        InsertBatch batch = batchEncoder.encode("t", "a", false, ENDS, BYTES);

        assertThat(batch.token()).isEmpty();
        assertThat(BatchEncoder.halve(batch))
                .allSatisfy(half -> assertThat(half.token()).isEmpty());
    }

    @Example
    void bytesComeBackFromTheirFrame() throws IOException {
        assertThat(BatchEncoder.raw(batchEncoder.encode("t", "a", true, ENDS, BYTES)))
                .isEqualTo(BYTES);
        assertThat(BatchEncoder.raw(batchEncoder.encode("t", "a", true, new int[0], new byte[0])))
                .isEmpty();
    }

    @Example
    void halvesOfEqualRowsAreTwoStatements() throws IOException {
        // the same delivery came twice: both rows count, so the second half must not pass for a repeat of the first
        InsertBatch[] halves =
                BatchEncoder.halve(batchEncoder.encode("t", "a", true, new int[] {2, 4}, new byte[] {7, 8, 7, 8}));

        assertThat(BatchEncoder.raw(halves[0])).isEqualTo(BatchEncoder.raw(halves[1]));
        assertThat(halves[0].token()).isNotEqualTo(halves[1].token());
    }

    @Example
    void halvingAgainGivesTheSameHalves() throws IOException {
        InsertBatch batch = batchEncoder.encode("t", "a", true, ENDS, BYTES);

        assertThat(BatchEncoder.halve(batch)).usingRecursiveComparison().isEqualTo(BatchEncoder.halve(batch));
    }

    @Property(tries = 100)
    void piecesHoldTheSameRowsWithTokensOfTheirOwn(
            @ForAll @Size(min = 2, max = 40) List<@IntRange(max = 9) Integer> lengths) throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        int[] ends = new int[lengths.size()];
        for (int i = 0; i < ends.length; i++) {
            raw.writeBytes(new byte[lengths.get(i)]);
            ends[i] = raw.size();
        }
        InsertBatch whole = batchEncoder.encode("t", "a, b", true, ends, raw.toByteArray());

        List<InsertBatch> pieces = new ArrayList<>();
        List<String> tokens = new ArrayList<>(List.of(whole.token()));
        halveToRows(whole, pieces, tokens);

        assertThat(pieces).hasSameSizeAs(lengths);
        for (int i = 0; i < pieces.size(); i++) {
            assertThat(pieces.get(i).rowEnds()).containsExactly(lengths.get(i));
            assertThat(BatchEncoder.raw(pieces.get(i))).hasSize(lengths.get(i));
            assertThat(pieces.get(i).table()).isEqualTo("t");
            assertThat(pieces.get(i).columns()).isEqualTo("a, b");
        }
        assertThat(tokens).doesNotHaveDuplicates();
    }

    @Example
    void aBatchComesBackFromACheckpointAsItWas() throws IOException {
        InsertBatchSerializer serializer = new InsertBatchSerializer();
        for (InsertBatch batch : new InsertBatch[] {
            batchEncoder.encode("t", "a, b", true, ENDS, BYTES),
            batchEncoder.encode("t", "a, b", false, new int[0], new byte[0])
        }) {
            assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(batch)))
                    .usingRecursiveComparison()
                    .isEqualTo(batch);
        }
    }

    @Example
    void aBatchOfAnotherVersionIsRefused() throws IOException {
        InsertBatchSerializer serializer = new InsertBatchSerializer();
        byte[] bytes = serializer.serialize(batchEncoder.encode("t", "a", true, ENDS, BYTES));

        assertThatThrownBy(() -> serializer.deserialize(99, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("batch version 99");
    }

    @Example
    void aBatchPrintsWhatItIsAndNotWhatIsInIt() throws IOException {
        assertThat(batchEncoder.encode("t", "a", true, ENDS, BYTES).toString())
                .startsWith("3 rows for t, ")
                .contains("token ");
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
