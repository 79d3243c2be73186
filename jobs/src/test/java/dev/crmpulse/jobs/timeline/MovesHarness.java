package dev.crmpulse.jobs.timeline;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.move.MoveStatement;
import dev.crmpulse.jobs.move.DealJoiner;
import dev.crmpulse.jobs.move.MoveResolver;
import dev.crmpulse.jobs.move.MoveStatementSerializer;
import dev.crmpulse.jobs.move.StatedDeals;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** What finds out which histories become one, in Flink's harness. */
final class MovesHarness implements AutoCloseable {
    private final StatedDeals stated = new StatedDeals();
    private final KeyedOneInputStreamOperatorTestHarness<String, MoveStatement, MoveStatement> deals;
    private final KeyedOneInputStreamOperatorTestHarness<String, MoveStatement, KeyedEvent> resolver;

    /** State of both at a checkpoint. */
    record Snapshot(OperatorSubtaskState deals, OperatorSubtaskState resolver) {}

    MovesHarness(Backend backend, Snapshot from) throws Exception {
        deals = open(
                new DealJoiner(),
                MoveStatement::key,
                MoveStatementSerializer.TYPE.createSerializer(null),
                backend,
                from == null ? null : from.deals());
        resolver = open(
                new MoveResolver(),
                MoveStatement::tenant,
                KeyedEventSerializer.TYPE.createSerializer(null),
                backend,
                from == null ? null : from.resolver());
    }

    private static <T> KeyedOneInputStreamOperatorTestHarness<String, MoveStatement, T> open(
            KeyedProcessFunction<String, MoveStatement, T> function,
            KeySelector<MoveStatement, String> key,
            TypeSerializer<T> serializer,
            Backend backend,
            OperatorSubtaskState from)
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, MoveStatement, T> flink =
                new KeyedOneInputStreamOperatorTestHarness<>(new KeyedProcessOperator<>(function), key, Types.STRING);
        flink.setStateBackend(backend.open());
        flink.setup(serializer);
        if (from != null) {
            flink.initializeState(from);
        }
        flink.open();
        return flink;
    }

    /** Takes in what an event states. */
    void deliver(EntityKey key, CrmEvent event) throws Exception {
        MoveStatement merge = MoveStatement.ofMerge(key, event);
        if (merge != null) {
            resolver.processElement(new StreamRecord<>(merge));
        }
        MoveStatement ofDeal = MoveStatement.ofDeal(key, event);
        if (ofDeal != null && stated.isNews(ofDeal)) {
            deals.processElement(new StreamRecord<>(ofDeal));
        }
    }

    /** What moves for it. */
    List<KeyedEvent> take() throws Exception {
        for (MoveStatement join : deals.extractOutputValues()) {
            resolver.processElement(new StreamRecord<>(join));
        }
        deals.getOutput().clear();
        List<KeyedEvent> moves = List.copyOf(resolver.extractOutputValues());
        resolver.getOutput().clear();
        return moves;
    }

    Snapshot snapshot(long checkpointId, SnapshotType type) throws Exception {
        return new Snapshot(
                deals.snapshotWithLocalState(checkpointId, checkpointId, type).getJobManagerOwnedState(),
                resolver.snapshotWithLocalState(checkpointId, checkpointId, type)
                        .getJobManagerOwnedState());
    }

    @Override
    public void close() throws Exception {
        deals.close();
        resolver.close();
    }
}
