package dev.crmpulse.jobs.timeline;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.jobs.serialization.BinarySerializer;
import dev.crmpulse.jobs.serialization.BinaryType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes events on their way to their timeline. */
public final class KeyedEventSerializer extends BinarySerializer<KeyedEvent> {
    /** What Flink knows the type by. */
    public static final TypeInformation<KeyedEvent> TYPE =
            new BinaryType<>(KeyedEvent.class, new KeyedEventSerializer());

    @Override
    public void serialize(KeyedEvent value, DataOutputView out) throws IOException {
        BinaryCodec.writeText(out, value.key());
        BinaryCodec.writeVarLong(out, value.event().length);
        out.write(value.event(), 0, value.event().length);
    }

    @Override
    public KeyedEvent deserialize(DataInputView in) throws IOException {
        String key = BinaryCodec.readText(in);
        byte[] event = new byte[(int) BinaryCodec.readVarLong(in)];
        in.readFully(event);
        return new KeyedEvent(key, event);
    }

    @Override
    public TypeSerializerSnapshot<KeyedEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<KeyedEvent> {
        public Snapshot() {
            super(KeyedEventSerializer::new);
        }
    }
}
