package dev.crmpulse.jobs.table;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.RowCodec;
import dev.crmpulse.jobs.serialization.BinarySerializer;
import dev.crmpulse.jobs.serialization.BinaryType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes changes of facts of any type. */
public final class FactChangeSerializer extends BinarySerializer<FactChange> {
    /** What Flink knows the type by. */
    public static final TypeInformation<FactChange> TYPE =
            new BinaryType<>(FactChange.class, new FactChangeSerializer());

    @Override
    public void serialize(FactChange value, DataOutputView out) throws IOException {
        BinaryCodec.writeText(out, value.type().name());
        BinaryCodec.writeVarLong(out, value.revision());
        writeRow(value.type(), value.before(), out);
        writeRow(value.type(), value.after(), out);
    }

    @Override
    public FactChange deserialize(DataInputView in) throws IOException {
        FactType<?> type = (FactType<?>) Tables.named(BinaryCodec.readText(in));
        long revision = BinaryCodec.readVarLong(in);
        return new FactChange(type, readRow(type, in), readRow(type, in), revision);
    }

    private static void writeRow(FactType<?> type, Object[] row, DataOutputView out) throws IOException {
        out.writeBoolean(row != null);
        if (row != null) {
            RowCodec.write(type, row, out);
        }
    }

    private static Object[] readRow(FactType<?> type, DataInputView in) throws IOException {
        return in.readBoolean() ? RowCodec.read(type, in) : null;
    }

    @Override
    public TypeSerializerSnapshot<FactChange> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<FactChange> {
        public Snapshot() {
            super(FactChangeSerializer::new);
        }
    }
}
