package dev.crmpulse.jobs.move;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryReader;
import dev.crmpulse.engine.event.BinaryWriter;
import dev.crmpulse.engine.move.MoveStatement;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Finds the deals whose events name a lead in part only: those alone join their lead. Of all others it keeps one small record
 * and passes nothing on.
 */
public final class DealJoiner extends KeyedProcessFunction<String, MoveStatement, MoveStatement> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<byte[]> state;
    private transient BinaryWriter scratch;

    /**
     * What is known of a deal.
     *
     * @param hasOwn whether events name it without a lead
     * @param first what the first event that names a lead states, null where none does
     */
    private record Known(boolean hasOwn, MoveStatement first) {
        static Known fields(Known known, BinaryFields f) throws IOException {
            return new Known(f.flag(known.hasOwn), f.optional(known.first, MoveStatement.BLANK));
        }

        Known with(MoveStatement statement) {
            if (statement.into().isEmpty()) {
                return new Known(true, first);
            }
            return first == null || statement.overrules(first) ? new Known(hasOwn, statement) : this;
        }
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("deal", BytePrimitiveArraySerializer.INSTANCE));
        scratch = new BinaryWriter();
    }

    @Override
    public void processElement(MoveStatement statement, Context context, Collector<MoveStatement> out)
            throws Exception {
        byte[] bytes = state.value();
        Known before = bytes == null
                ? new Known(false, null)
                : Known.fields(new Known(false, null), new BinaryReader(new DataInputDeserializer(bytes)));
        Known after = before.with(statement);
        if (after.equals(before)) {
            return;
        }
        scratch.clear();
        Known.fields(after, scratch);
        state.update(scratch.toByteArray());
        if (after.hasOwn() && after.first() != null) {
            out.collect(after.first());
        }
    }
}
