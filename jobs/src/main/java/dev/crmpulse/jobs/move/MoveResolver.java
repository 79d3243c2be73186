package dev.crmpulse.jobs.move;

import dev.crmpulse.engine.event.BinaryReader;
import dev.crmpulse.engine.event.BinaryWriter;
import dev.crmpulse.engine.move.Move;
import dev.crmpulse.engine.move.MoveGraph;
import dev.crmpulse.engine.move.MoveNode;
import dev.crmpulse.engine.move.MoveStatement;
import dev.crmpulse.jobs.timeline.KeyedEvent;
import dev.crmpulse.jobs.timeline.MoveMessage;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Says of each history that moves under which key it is evaluated, to the timeline that has it. All that one statement moves is
 * sent before anything else, so that a checkpoint or a horizon has all of it or nothing.
 */
public final class MoveResolver extends KeyedProcessFunction<String, MoveStatement, KeyedEvent> {
    private static final long serialVersionUID = 1L;

    private transient MapState<String, byte[]> nodes;
    private transient MoveGraph graph;

    @Override
    public void open(OpenContext context) {
        nodes = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "nodes", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE));
        graph = new MoveGraph(new StoredNodes());
    }

    @Override
    public void processElement(MoveStatement statement, Context context, Collector<KeyedEvent> moves) throws Exception {
        String prefix = statement.tenant() + '/';
        for (Move move : graph.take(statement)) {
            moves.collect(new MoveMessage.To(prefix + move.root()).to(prefix + move.subject()));
        }
    }

    /** Those of the tenant that Flink has set. */
    private final class StoredNodes implements MoveGraph.Nodes {
        private final BinaryWriter out = new BinaryWriter();

        @Override
        public MoveNode get(String subject) throws IOException {
            byte[] bytes = value(subject);
            if (bytes == null) {
                return null;
            }
            MoveNode node = new MoveNode();
            node.fields(new BinaryReader(new DataInputDeserializer(bytes)));
            return node;
        }

        @Override
        public void put(String subject, MoveNode node) throws IOException {
            out.clear();
            node.fields(out);
            try {
                nodes.put(subject, out.toByteArray());
            } catch (Exception failure) {
                throw new IOException("moves cannot be written", failure);
            }
        }

        private byte[] value(String subject) throws IOException {
            try {
                return nodes.get(subject);
            } catch (Exception failure) {
                throw new IOException("moves cannot be read", failure);
            }
        }
    }
}
