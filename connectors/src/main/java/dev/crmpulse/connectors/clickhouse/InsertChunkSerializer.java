package dev.crmpulse.connectors.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Keeps chunks in checkpoints. */
final class InsertChunkSerializer implements SimpleVersionedSerializer<InsertChunk> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(InsertChunk chunk) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(chunk.lz4().length + 4 * chunk.rows() + 256);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(chunk.table());
        out.writeUTF(chunk.columns());
        out.writeUTF(chunk.token());
        out.writeInt(chunk.rows());
        for (int end : chunk.rowEnds()) {
            out.writeInt(end);
        }
        out.writeInt(chunk.lz4().length);
        out.write(chunk.lz4());
        return bytes.toByteArray();
    }

    @Override
    public InsertChunk deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("chunk version " + version + " is unknown here, this release reads " + VERSION);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        String table = in.readUTF();
        String columns = in.readUTF();
        String token = in.readUTF();
        int[] rowEnds = new int[in.readInt()];
        for (int i = 0; i < rowEnds.length; i++) {
            rowEnds[i] = in.readInt();
        }
        byte[] lz4 = new byte[in.readInt()];
        in.readFully(lz4);
        return new InsertChunk(table, columns, token, rowEnds, lz4);
    }
}
