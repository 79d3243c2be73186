package dev.crmpulse.embedded.clickhouse.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/** Writes ClickHouse's compressed blocks, as {@link BlockInputStream} reads them, of 64 KiB each. */
final class BlockOutputStream extends OutputStream {
    private static final int BLOCK_BYTES = 1 << 16;

    private final OutputStream target;
    private final LZ4Compressor compressor = LZ4Factory.fastestJavaInstance().fastCompressor();
    private final byte[] raw = new byte[BLOCK_BYTES];
    private final byte[] block = new byte[BlockInputStream.HEADER_BYTES + compressor.maxCompressedLength(BLOCK_BYTES)];
    private int count;

    BlockOutputStream(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        for (int from = offset; from < offset + length; ) {
            int copied = Math.min(offset + length - from, raw.length - count);
            System.arraycopy(source, from, raw, count, copied);
            count += copied;
            from += copied;
            if (count == raw.length) {
                writeBlock();
            }
        }
    }

    private void writeBlock() throws IOException {
        if (count == 0) {
            return;
        }
        int header = BlockInputStream.HEADER_BYTES;
        int blockBytes = header + compressor.compress(raw, 0, count, block, header);
        ByteBuffer.wrap(block)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(BlockInputStream.LZ4)
                .putInt(blockBytes)
                .putInt(count);
        target.write(BlockChecksum.of(block, blockBytes));
        target.write(block, 0, blockBytes);
        count = 0;
    }

    @Override
    public void flush() throws IOException {
        writeBlock();
        target.flush();
    }

    @Override
    public void close() throws IOException {
        writeBlock();
        target.close();
    }
}
