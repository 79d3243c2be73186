package dev.crmpulse.jobs.record;

import dev.crmpulse.connectors.cloudevents.ClockTick;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryWriter;
import dev.crmpulse.engine.event.CrmEventCodec;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.Twins;
import dev.crmpulse.jobs.serialization.BinarySerializer;
import dev.crmpulse.jobs.serialization.BinaryType;
import java.io.IOException;
import java.io.ObjectInputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes whatever the event topic delivered. */
public final class ParsedRecordSerializer extends BinarySerializer<ParsedRecord> {
    /** What Flink knows the type by. */
    public static final TypeInformation<ParsedRecord> TYPE =
            new BinaryType<>(ParsedRecord.class, new ParsedRecordSerializer());

    private static final byte EVENT = 0;
    private static final byte TICK = 1;
    private static final byte DEAD_LETTER = 2;

    private final DeadLetterTypeSerializer deadLetters = new DeadLetterTypeSerializer();
    private transient BinaryWriter scratch = new BinaryWriter();

    @Override
    public void serialize(ParsedRecord value, DataOutputView out) throws IOException {
        if (value instanceof ParsedEvent event) {
            out.writeByte(EVENT);
            BinaryCodec.writeText(out, event.tenant());
            BinaryCodec.writeText(out, event.key().subject());
            scratch.clear();
            CrmEventCodec.write(event.event(), scratch);
            scratch.writeTo(out);
            BinaryCodec.writeText(out, event.typeName());
            BinaryCodec.writeText(out, event.subject());
            out.writeLong(event.originalTimeMillis());
            BinaryCodec.writeText(out, event.originFile());
            out.writeLong(event.originRow());
            out.writeBoolean(event.twins() == Twins.BY_CONTENT);
            out.writeInt(event.json().length);
            out.write(event.json());
        } else if (value instanceof ClockTick tick) {
            out.writeByte(TICK);
            out.writeLong(tick.timeMillis());
        } else {
            out.writeByte(DEAD_LETTER);
            deadLetters.serialize((DeadLetter) value, out);
        }
    }

    /** Each thread has its own, for there is a buffer in it. */
    @Override
    public TypeSerializerSingleton<ParsedRecord> duplicate() {
        return new ParsedRecordSerializer();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        scratch = new BinaryWriter();
    }

    @Override
    public ParsedRecord deserialize(DataInputView in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case EVENT ->
                new ParsedEvent(
                        EntityKey.of(BinaryCodec.readText(in), BinaryCodec.readText(in)),
                        CrmEventCodec.read(in),
                        BinaryCodec.readText(in),
                        BinaryCodec.readText(in),
                        in.readLong(),
                        BinaryCodec.readText(in),
                        in.readLong(),
                        in.readBoolean() ? Twins.BY_CONTENT : Twins.NONE,
                        readBytes(in));
            case TICK -> new ClockTick(in.readLong());
            case DEAD_LETTER -> deadLetters.deserialize(in);
            default -> throw new IOException("unknown kind of record " + kind);
        };
    }

    private static byte[] readBytes(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public TypeSerializerSnapshot<ParsedRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ParsedRecord> {
        public Snapshot() {
            super(ParsedRecordSerializer::new);
        }
    }
}
