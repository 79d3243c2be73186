package dev.crmpulse.connectors.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/** Makes batches of rows: compresses them and gives them the token by which a table knows them again. */
final class BatchEncoder {
    private final String writer;

    /** @param writer name of the writer; equal rows of two writers are different statements */
    BatchEncoder(String writer) {
        this.writer = writer;
    }

    InsertBatch encode(String table, String columns, boolean tokened, int[] rowEnds, byte[] raw) throws IOException {
        return new InsertBatch(table, columns, tokened ? token(writer, table, raw) : "", rowEnds, compress(raw));
    }

    /** A batch for a table that knows repeats by its key. */
    static InsertBatch untokened(String table, String columns, int[] rowEnds, byte[] raw) throws IOException {
        return new InsertBatch(table, columns, "", rowEnds, compress(raw));
    }

    /** The two halves of a batch, each with a token of its own. */
    static InsertBatch[] halve(InsertBatch batch) throws IOException {
        byte[] raw = raw(batch);
        int middle = batch.rows() / 2;
        return new InsertBatch[] {part(batch, raw, 0, middle), part(batch, raw, middle, batch.rows())};
    }

    private static InsertBatch part(InsertBatch batch, byte[] raw, int from, int to) throws IOException {
        byte[] bytes = Arrays.copyOfRange(raw, batch.startOf(from), batch.startOf(to));
        // named by its place: one part may hold the very rows of another, and both count
        String token = batch.token().isEmpty() ? "" : token(batch.token(), from + "-" + to, bytes);
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

    private static String token(String whose, String what, byte[] raw) {
        MessageDigest sha = sha256();
        sha.update(whose.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        sha.update(what.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        return HexFormat.of().formatHex(sha.digest(raw));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
