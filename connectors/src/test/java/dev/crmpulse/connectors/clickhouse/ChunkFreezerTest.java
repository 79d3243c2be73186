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

class ChunkFreezerTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5, 6};
    private static final int[] ENDS = {2, 3, 6};

    private final ChunkFreezer freezer = new ChunkFreezer("job");

    @Example
    void theSameRowsOfTheSameWriterForTheSameTableHaveTheSameToken() throws IOException {
        String token = freezer.freeze("t", "a", true, ENDS, BYTES).token();

        assertThat(token).matches("[0-9a-f]{64}");
        assertThat(new ChunkFreezer("job")
                        .freeze("t", "a", true, ENDS, BYTES.clone())
                        .token())
                .isEqualTo(token);
    }

    @Example
    void aTokenTellsWriterTableAndBytesApart() throws IOException {
        byte[] otherBytes = BYTES.clone();
        otherBytes[5]++;
        Set<String> tokens = new HashSet<>();
        tokens.add(freezer.freeze("t", "a", true, ENDS, BYTES).token());
        tokens.add(freezer.freeze("u", "a", true, ENDS, BYTES).token());
        tokens.add(freezer.freeze("t", "a", true, ENDS, otherBytes).token());
        tokens.add(new ChunkFreezer("other").freeze("t", "a", true, ENDS, BYTES).token());
        tokens.add(new ChunkFreezer("jobt").freeze("", "a", true, ENDS, BYTES).token());

        assertThat(tokens).hasSize(5);
    }

    @Example
    void aTableThatReplacesRowsNeedsNoToken() throws IOException {
        InsertChunk chunk = freezer.freeze("t", "a", false, ENDS, BYTES);

        assertThat(chunk.token()).isEmpty();
        assertThat(ChunkFreezer.halve(chunk))
                .allSatisfy(half -> assertThat(half.token()).isEmpty());
    }

    @Example
    void bytesComeBackFromTheirFrame() throws IOException {
        assertThat(ChunkFreezer.raw(freezer.freeze("t", "a", true, ENDS, BYTES)))
                .isEqualTo(BYTES);
        assertThat(ChunkFreezer.raw(freezer.freeze("t", "a", true, new int[0], new byte[0])))
                .isEmpty();
    }

    @Example
    void halvesOfEqualRowsAreTwoStatements() throws IOException {
        // the same delivery came twice: both rows count, so the second half must not pass for a repeat of the first
        InsertChunk[] halves =
                ChunkFreezer.halve(freezer.freeze("t", "a", true, new int[] {2, 4}, new byte[] {7, 8, 7, 8}));

        assertThat(ChunkFreezer.raw(halves[0])).isEqualTo(ChunkFreezer.raw(halves[1]));
        assertThat(halves[0].token()).isNotEqualTo(halves[1].token());
    }

    @Example
    void halvingAgainGivesTheSameHalves() throws IOException {
        InsertChunk chunk = freezer.freeze("t", "a", true, ENDS, BYTES);

        assertThat(ChunkFreezer.halve(chunk)).usingRecursiveComparison().isEqualTo(ChunkFreezer.halve(chunk));
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
        InsertChunk whole = freezer.freeze("t", "a, b", true, ends, raw.toByteArray());

        List<InsertChunk> pieces = new ArrayList<>();
        List<String> tokens = new ArrayList<>(List.of(whole.token()));
        halveToRows(whole, pieces, tokens);

        assertThat(pieces).hasSameSizeAs(lengths);
        for (int i = 0; i < pieces.size(); i++) {
            assertThat(pieces.get(i).rowEnds()).containsExactly(lengths.get(i));
            assertThat(ChunkFreezer.raw(pieces.get(i))).hasSize(lengths.get(i));
            assertThat(pieces.get(i).table()).isEqualTo("t");
            assertThat(pieces.get(i).columns()).isEqualTo("a, b");
        }
        assertThat(tokens).doesNotHaveDuplicates();
    }

    @Example
    void aChunkComesBackFromACheckpointAsItWas() throws IOException {
        InsertChunkSerializer serializer = new InsertChunkSerializer();
        for (InsertChunk chunk : new InsertChunk[] {
            freezer.freeze("t", "a, b", true, ENDS, BYTES), freezer.freeze("t", "a, b", false, new int[0], new byte[0])
        }) {
            assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(chunk)))
                    .usingRecursiveComparison()
                    .isEqualTo(chunk);
        }
    }

    @Example
    void aChunkOfAnotherVersionIsRefused() throws IOException {
        InsertChunkSerializer serializer = new InsertChunkSerializer();
        byte[] bytes = serializer.serialize(freezer.freeze("t", "a", true, ENDS, BYTES));

        assertThatThrownBy(() -> serializer.deserialize(99, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chunk version 99");
    }

    @Example
    void aChunkTellsWhatItIsAndNotWhatIsInIt() throws IOException {
        assertThat(freezer.freeze("t", "a", true, ENDS, BYTES).toString())
                .startsWith("3 rows for t, ")
                .contains("token ");
    }

    private void halveToRows(InsertChunk chunk, List<InsertChunk> pieces, List<String> tokens) throws IOException {
        if (chunk.rows() == 1) {
            pieces.add(chunk);
            return;
        }
        for (InsertChunk half : ChunkFreezer.halve(chunk)) {
            tokens.add(half.token());
            halveToRows(half, pieces, tokens);
        }
    }
}
