package dev.crmpulse.jobs.rollup;

import dev.crmpulse.engine.rollup.WindowDelta;
import dev.crmpulse.jobs.serialization.BinarySerializer;
import dev.crmpulse.jobs.serialization.BinaryType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes what changes in windows. */
public final class WindowDeltaSerializer extends BinarySerializer<WindowDelta> {
    /** What Flink knows the type by. */
    public static final TypeInformation<WindowDelta> TYPE =
            new BinaryType<>(WindowDelta.class, new WindowDeltaSerializer());

    @Override
    public void serialize(WindowDelta value, DataOutputView out) throws IOException {
        value.write(out);
    }

    @Override
    public WindowDelta deserialize(DataInputView in) throws IOException {
        return WindowDelta.NONE.read(in);
    }

    @Override
    public TypeSerializerSnapshot<WindowDelta> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<WindowDelta> {
        public Snapshot() {
            super(WindowDeltaSerializer::new);
        }
    }
}
