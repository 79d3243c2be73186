package dev.crmpulse.jobs.wire;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.metrics.event.BinaryCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes dead letters. */
public final class DeadLetterSerializer extends BinarySerializer<DeadLetter> {
    @Override
    public void serialize(DeadLetter value, DataOutputView out) throws IOException {
        BinaryCodec.writeText(out, value.position());
        BinaryCodec.writeText(out, value.reason());
        BinaryCodec.writeText(out, value.detail());
        BinaryCodec.writeText(out, value.originFile());
        out.writeLong(value.originRow());
        out.writeLong(value.foundAtMillis());
        out.writeInt(value.bytes().length);
        out.write(value.bytes());
    }

    @Override
    public DeadLetter deserialize(DataInputView in) throws IOException {
        String position = BinaryCodec.readText(in);
        String reason = BinaryCodec.readText(in);
        String detail = BinaryCodec.readText(in);
        String originFile = BinaryCodec.readText(in);
        long originRow = in.readLong();
        long foundAtMillis = in.readLong();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new DeadLetter(position, reason, detail, originFile, originRow, foundAtMillis, bytes);
    }

    @Override
    public TypeSerializerSnapshot<DeadLetter> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeadLetter> {
        public Snapshot() {
            super(DeadLetterSerializer::new);
        }
    }
}
