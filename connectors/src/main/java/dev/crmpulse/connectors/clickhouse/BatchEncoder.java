package dev.crmpulse.connectors.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/**
 * Makes batches of rows: compresses them and gives them the token by which a table knows them again. A token is a name and
 * says nothing of the bytes: it travels with them, so whatever is sent again has the token it had, and no other batch gets
 * it. The number of the checkpoint is not in it. A writer does not know it while it encodes, and after a failure an
 * attempt may make other batches for a number that the failed one had used; so each writer takes a name of its own, at random.
 * Before that stands the attempt of the job, by which a committer knows batches of an earlier one.
 */
final class BatchEncoder {
    private static final int SMALL_BATCH_BYTES = 60 << 10;

    private final String writer;
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private long encoded;

    /** @param attempt the tokens begin with it, see {@link #attempt} */
    BatchEncoder(String attempt) {
        this.writer = attempt + UUID.randomUUID();
    }

    /**
     * Names what writes and commits at the same time: it began with the same checkpoint. A batch that was restored with that
     * checkpoint is of an earlier attempt, which had begun with an earlier one.
     *
     * @param job its name comes first, for whoever looks into a table's log of tokens
     */
    static String attempt(String job, OptionalLong restoredCheckpoint) {
        return job + '/' + (restoredCheckpoint.isPresent() ? restoredCheckpoint.getAsLong() : "new") + '/';
    }

    InsertBatch encode(BlockBuffer block) throws IOException {
        String token = block.isTokened() ? writer + '/' + encoded++ : "";
        if (block.isTokened()) {
            block.stamp(InsertBatch.id(token));
        }
        frame.reset();
        try (OutputStream out = lz4(frame, block.size())) {
            block.writeTo(out);
        }
        return new InsertBatch(block.type().name(), block.insertColumns(), token, block.rows(), frame.toByteArray());
    }

    /** A batch for a table that knows repeats by its key. */
    static InsertBatch untokened(String table, String columns, int rows, byte[] block) throws IOException {
        return new InsertBatch(table, columns, "", rows, compress(block));
    }

    /**
     * The batches as one of several blocks, which the server makes one block of.
     *
     * @param batches of one table with the same columns, without tokens
     */
    static InsertBatch join(List<InsertBatch> batches) throws IOException {
        InsertBatch first = batches.get(0);
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        int rows = 0;
        for (InsertBatch batch : batches) {
            blocks.write(raw(batch));
            rows += batch.rows();
        }
        return untokened(first.table(), first.columns(), rows, blocks.toByteArray());
    }

    /** The two halves of a batch, each with a token of its own. */
    static InsertBatch[] halve(InsertBatch batch) throws IOException {
        NativeBlock block = new NativeBlock(raw(batch));
        int middle = batch.rows() / 2;
        return new InsertBatch[] {part(batch, "/0", block, 0, middle), part(batch, "/1", block, middle, batch.rows())};
    }

    private static InsertBatch part(InsertBatch batch, String place, NativeBlock block, int from, int to)
            throws IOException {
        String token = batch.token().isEmpty() ? "" : batch.token() + place;
        byte[] slice = block.slice(from, to);
        if (!token.isEmpty() && block.has(StoreColumns.BATCH)) {
            new NativeBlock(slice).fill(StoreColumns.BATCH, InsertBatch.id(token));
        }
        return new InsertBatch(batch.table(), batch.columns(), token, to - from, compress(slice));
    }

    static byte[] raw(InsertBatch batch) throws IOException {
        try (InputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(batch.lz4()))) {
            return in.readAllBytes();
        }
    }

    private static byte[] compress(byte[] raw) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length / 4 + 64);
        try (OutputStream out = lz4(bytes, raw.length)) {
            out.write(raw);
        }
        return bytes.toByteArray();
    }

    /** @param size of what is to be written, about: each frame allocates a block, and most batches of a live job are small */
    private static OutputStream lz4(OutputStream out, int size) throws IOException {
        return new LZ4FrameOutputStream(
                out,
                size < SMALL_BATCH_BYTES
                        ? LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB
                        : LZ4FrameOutputStream.BLOCKSIZE.SIZE_256KB);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
