package dev.crmpulse.connectors.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Keeps batches in checkpoints. */
final class InsertBatchSerializer implements SimpleVersionedSerializer<InsertBatch> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(InsertBatch batch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(batch.lz4().length + 4 * batch.rows() + 256);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(batch.table());
        out.writeUTF(batch.columns());
        out.writeUTF(batch.token());
        out.writeInt(batch.rows());
        for (int end : batch.rowEnds()) {
            out.writeInt(end);
        }
        out.writeInt(batch.lz4().length);
        out.write(batch.lz4());
        return bytes.toByteArray();
    }

    @Override
    public InsertBatch deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("batch version " + version + " is unknown here, this release reads " + VERSION);
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
        return new InsertBatch(table, columns, token, rowEnds, lz4);
    }
}
