package dev.crmpulse.jobs.record;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.jobs.serialization.BinarySerializer;
import dev.crmpulse.jobs.serialization.BinaryType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes dead letters. */
public final class DeadLetterTypeSerializer extends BinarySerializer<DeadLetter> {
    /** What Flink knows the type by. */
    public static final TypeInformation<DeadLetter> TYPE =
            new BinaryType<>(DeadLetter.class, new DeadLetterTypeSerializer());

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
            super(DeadLetterTypeSerializer::new);
        }
    }
}
