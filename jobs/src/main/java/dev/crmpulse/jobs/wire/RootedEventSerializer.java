package dev.crmpulse.jobs.wire;

import dev.crmpulse.jobs.timeline.RootedEvent;
import dev.crmpulse.metrics.event.Wire;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes events on their way to their timeline. */
public final class RootedEventSerializer extends WireSerializer<RootedEvent> {
    @Override
    public void serialize(RootedEvent value, DataOutputView out) throws IOException {
        Wire.writeText(out, value.key());
        Wire.writeVarLong(out, value.event().length);
        out.write(value.event(), 0, value.event().length);
    }

    @Override
    public RootedEvent deserialize(DataInputView in) throws IOException {
        String key = Wire.readText(in);
        byte[] event = new byte[(int) Wire.readVarLong(in)];
        in.readFully(event);
        return new RootedEvent(key, event);
    }

    @Override
    public TypeSerializerSnapshot<RootedEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RootedEvent> {
        public Snapshot() {
            super(RootedEventSerializer::new);
        }
    }
}
