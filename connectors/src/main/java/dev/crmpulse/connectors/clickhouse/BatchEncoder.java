package dev.crmpulse.connectors.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/**
 * Makes batches of rows: compresses them and gives them the token by which a table knows them again. A token is a name and
 * says nothing of the bytes: it travels with them, so whatever is sent again has the token it had, and no other batch gets
 * it. The number of the checkpoint is not in it. A writer does not know it while it encodes, and after a failure an
 * attempt may make other batches for a number that the failed one had used; so each writer takes a name of its own, at random.
 */
final class BatchEncoder {
    private final String writer;
    private long encoded;

    /** @param job its name begins the tokens, for whoever looks into a table's log of them */
    BatchEncoder(String job) {
        this.writer = job + '/' + UUID.randomUUID();
    }

    InsertBatch encode(String table, String columns, boolean tokened, int[] rowEnds, byte[] raw) throws IOException {
        String token = tokened ? writer + '/' + encoded++ : "";
        return new InsertBatch(table, columns, token, rowEnds, compress(raw));
    }

    /** A batch for a table that knows repeats by its key. */
    static InsertBatch untokened(String table, String columns, int[] rowEnds, byte[] raw) throws IOException {
        return new InsertBatch(table, columns, "", rowEnds, compress(raw));
    }

    /** The two halves of a batch, each with a token of its own. */
    static InsertBatch[] halve(InsertBatch batch) throws IOException {
        byte[] raw = raw(batch);
        int middle = batch.rows() / 2;
        return new InsertBatch[] {part(batch, "/0", raw, 0, middle), part(batch, "/1", raw, middle, batch.rows())};
    }

    private static InsertBatch part(InsertBatch batch, String place, byte[] raw, int from, int to) throws IOException {
        byte[] bytes = Arrays.copyOfRange(raw, batch.startOf(from), batch.startOf(to));
        String token = batch.token().isEmpty() ? "" : batch.token() + place;
        return new InsertBatch(batch.table(), batch.columns(), token, batch.endsBetween(from, to), compress(bytes));
    }

    static byte[] raw(InsertBatch batch) throws IOException {
        try (InputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(batch.lz4()))) {
            return in.readAllBytes();
        }
    }

    private static byte[] compress(byte[] raw) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length / 4 + 64);
        try (OutputStream out = new LZ4FrameOutputStream(bytes, LZ4FrameOutputStream.BLOCKSIZE.SIZE_256KB)) {
            out.write(raw);
        }
        return bytes.toByteArray();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
