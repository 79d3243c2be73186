package dev.crmpulse.embedded.clickhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlockStreamsTest {
    @Property(tries = 100)
    void whatIsWrittenIsRead(@ForAll @IntRange(max = 300_000) int length, @ForAll long seed) throws IOException {
        byte[] raw = new byte[length];
        new Random(seed).nextBytes(raw);
        Arrays.fill(raw, length / 3, length / 2, (byte) 7);

        assertThat(decompress(compress(raw))).isEqualTo(raw);
    }

    @Test
    void aBlockHasChecksumMethodAndBothSizesInFront() throws IOException {
        byte[] block = compress(new byte[] {1, 2, 3});

        // 16 checksum, then 0x82 = LZ4, compressed size = all behind the checksum, raw size 3; LZ4 needs 1 + 3 bytes.
        assertThat(block).hasSize(16 + 9 + 4);
        assertThat(Arrays.copyOfRange(block, 16, 25)).containsExactly(0x82, 13, 0, 0, 0, 3, 0, 0, 0);
    }

    @Test
    void aChangedByteIsFoundByTheChecksum() throws IOException {
        byte[] block = compress(new byte[] {1, 2, 3});
        block[block.length - 1]++;

        assertThatThrownBy(() -> decompress(block))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(40));
    }

    @Test
    void aBlockCutShortIsNoEnd() throws IOException {
        byte[] block = compress(new byte[] {1, 2, 3});

        assertThatThrownBy(() -> decompress(Arrays.copyOf(block, block.length - 1)))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> decompress(Arrays.copyOf(block, 20))).isInstanceOf(EOFException.class);
    }

    @Test
    void anImpossibleSizeIsRefusedBeforeItIsAllocated() throws IOException {
        byte[] block = compress(new byte[] {1, 2, 3});
        block[24] = 0x7F;

        assertThatThrownBy(() -> decompress(block))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(271));
    }

    private static byte[] compress(byte[] raw) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (BlockOutputStream blocks = new BlockOutputStream(target)) {
            blocks.write(raw);
        }
        return target.toByteArray();
    }

    private static byte[] decompress(byte[] blocks) throws IOException {
        try (BlockInputStream raw = new BlockInputStream(new ByteArrayInputStream(blocks))) {
            return raw.readAllBytes();
        }
    }
}
