package dev.crmpulse.jobs.wire;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.metrics.event.Wire;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes dead letters. */
public final class DeadLetterSerializer extends WireSerializer<DeadLetter> {
    @Override
    public void serialize(DeadLetter value, DataOutputView out) throws IOException {
        Wire.writeText(out, value.position());
        Wire.writeText(out, value.reason());
        Wire.writeText(out, value.detail());
        Wire.writeText(out, value.originFile());
        out.writeLong(value.originRow());
        out.writeLong(value.foundAtMillis());
        out.writeInt(value.bytes().length);
        out.write(value.bytes());
    }

    @Override
    public DeadLetter deserialize(DataInputView in) throws IOException {
        String position = Wire.readText(in);
        String reason = Wire.readText(in);
        String detail = Wire.readText(in);
        String originFile = Wire.readText(in);
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
