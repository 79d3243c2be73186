package dev.crmpulse.embedded.clickhouse.http;

import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * Reads ClickHouse's compressed blocks: 16 bytes CityHash128 of the rest, 1 byte method, 4 bytes compressed size with
 * these 9 header bytes, 4 bytes raw size, data.
 */
final class BlockInputStream extends InputStream {
    static final int HEADER_BYTES = 9;
    static final byte LZ4 = (byte) 0x82;
    static final byte UNCOMPRESSED = 0x02;

    private static final int MAX_BLOCK_BYTES = 64 << 20;

    private final InputStream source;
    private final LZ4SafeDecompressor decompressor =
            LZ4Factory.fastestJavaInstance().safeDecompressor();
    private byte[] raw = new byte[0];
    private int position;

    BlockInputStream(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        return fill() ? raw[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, raw.length - position);
        System.arraycopy(raw, position, target, offset, count);
        position += count;
        return count;
    }

    /** Makes sure there is a byte to read; false at the end of the blocks. */
    private boolean fill() throws IOException {
        while (position == raw.length) {
            byte[] head = source.readNBytes(BlockChecksum.BYTES + HEADER_BYTES);
            if (head.length == 0) {
                return false;
            }
            raw = readBlock(head);
            position = 0;
        }
        return true;
    }

    private byte[] readBlock(byte[] head) throws IOException {
        if (head.length < BlockChecksum.BYTES + HEADER_BYTES) {
            throw truncated();
        }
        ByteBuffer fields =
                ByteBuffer.wrap(head, BlockChecksum.BYTES, HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        byte method = fields.get();
        int compressedBytes = fields.getInt();
        int rawBytes = fields.getInt();
        if (compressedBytes < HEADER_BYTES
                || compressedBytes > MAX_BLOCK_BYTES
                || rawBytes < 0
                || rawBytes > MAX_BLOCK_BYTES) {
            throw EngineException.of(271, "CANNOT_DECOMPRESS", "A compressed block states an impossible size");
        }
        byte[] block = new byte[compressedBytes];
        System.arraycopy(head, BlockChecksum.BYTES, block, 0, HEADER_BYTES);
        if (source.readNBytes(block, HEADER_BYTES, compressedBytes - HEADER_BYTES) < compressedBytes - HEADER_BYTES) {
            throw truncated();
        }
        byte[] checksum = BlockChecksum.of(block, compressedBytes);
        if (!Arrays.equals(checksum, 0, checksum.length, head, 0, BlockChecksum.BYTES)) {
            throw EngineException.of(40, "CHECKSUM_DOESNT_MATCH", "Checksum doesn't match: corrupted data.");
        }
        return decompress(method, block, rawBytes);
    }

    private byte[] decompress(byte method, byte[] block, int rawBytes) {
        int dataBytes = block.length - HEADER_BYTES;
        byte[] result = new byte[rawBytes];
        if (method == UNCOMPRESSED && dataBytes == rawBytes) {
            System.arraycopy(block, HEADER_BYTES, result, 0, rawBytes);
            return result;
        }
        if (method != LZ4) {
            throw EngineException.of(
                    89, "UNKNOWN_COMPRESSION_METHOD", "Compressed blocks must be LZ4, not method " + (method & 0xFF));
        }
        try {
            if (decompressor.decompress(block, HEADER_BYTES, dataBytes, result, 0) != rawBytes) {
                throw EngineException.of(271, "CANNOT_DECOMPRESS", "A compressed block is shorter than it states");
            }
        } catch (LZ4Exception e) {
            throw EngineException.of(271, "CANNOT_DECOMPRESS", "A compressed block is damaged");
        }
        return result;
    }

    private static EOFException truncated() {
        return new EOFException("The body ends inside a compressed block");
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
