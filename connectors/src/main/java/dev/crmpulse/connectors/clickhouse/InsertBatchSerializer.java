package dev.crmpulse.connectors.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Keeps batches in checkpoints. */
final class InsertBatchSerializer implements SimpleVersionedSerializer<InsertBatch> {
    private static final int VERSION = 2;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(InsertBatch batch) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(1 << 10);
        DataOutputStream out = new DataOutputStream(head);
        out.writeUTF(batch.table());
        out.writeUTF(batch.columns());
        out.writeUTF(batch.token());
        out.writeInt(batch.rows());
        out.writeInt(batch.lz4().length);
        // into an array of the final size: batches are large, and each copy of one shows
        byte[] bytes = Arrays.copyOf(head.toByteArray(), head.size() + batch.lz4().length);
        System.arraycopy(batch.lz4(), 0, bytes, head.size(), batch.lz4().length);
        return bytes;
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
        int rows = in.readInt();
        byte[] lz4 = new byte[in.readInt()];
        in.readFully(lz4);
        return new InsertBatch(table, columns, token, rows, lz4);
    }
}
