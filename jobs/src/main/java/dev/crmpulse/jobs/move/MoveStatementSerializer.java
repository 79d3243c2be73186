package dev.crmpulse.jobs.move;

import dev.crmpulse.engine.move.MoveStatement;
import dev.crmpulse.jobs.serialization.BinarySerializer;
import dev.crmpulse.jobs.serialization.BinaryType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes statements on their way to whom they concern. */
public final class MoveStatementSerializer extends BinarySerializer<MoveStatement> {
    /** What Flink knows the type by. */
    public static final TypeInformation<MoveStatement> TYPE =
            new BinaryType<>(MoveStatement.class, new MoveStatementSerializer());

    @Override
    public void serialize(MoveStatement value, DataOutputView out) throws IOException {
        value.write(out);
    }

    @Override
    public MoveStatement deserialize(DataInputView in) throws IOException {
        return MoveStatement.BLANK.read(in);
    }

    @Override
    public TypeSerializerSnapshot<MoveStatement> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<MoveStatement> {
        public Snapshot() {
            super(MoveStatementSerializer::new);
        }
    }
}
