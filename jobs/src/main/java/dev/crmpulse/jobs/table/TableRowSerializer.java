package dev.crmpulse.jobs.table;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.fact.RowCodec;
import dev.crmpulse.engine.fact.TableType;
import dev.crmpulse.jobs.serialization.BinarySerializer;
import dev.crmpulse.jobs.serialization.BinaryType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes rows of any table. */
public final class TableRowSerializer extends BinarySerializer<TableRow> {
    /** What Flink knows the type by. */
    public static final TypeInformation<TableRow> TYPE = new BinaryType<>(TableRow.class, new TableRowSerializer());

    @Override
    public void serialize(TableRow value, DataOutputView out) throws IOException {
        BinaryCodec.writeText(out, value.type().name());
        BinaryCodec.writeVarLong(out, value.revision());
        out.writeBoolean(value.kind() == TableRow.Kind.TOMBSTONE);
        RowCodec.write(value.type(), value.values(), out);
    }

    @Override
    public TableRow deserialize(DataInputView in) throws IOException {
        TableType<?> type = Tables.named(BinaryCodec.readText(in));
        long revision = BinaryCodec.readVarLong(in);
        TableRow.Kind kind = in.readBoolean() ? TableRow.Kind.TOMBSTONE : TableRow.Kind.PRESENT;
        return new TableRow(type, RowCodec.read(type, in), revision, kind);
    }

    @Override
    public TypeSerializerSnapshot<TableRow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<TableRow> {
        public Snapshot() {
            super(TableRowSerializer::new);
        }
    }
}
