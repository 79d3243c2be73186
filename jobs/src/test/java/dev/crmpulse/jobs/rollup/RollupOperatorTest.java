package dev.crmpulse.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.rollup.Cause;
import dev.crmpulse.engine.rollup.Window;
import dev.crmpulse.engine.rollup.WindowDelta;
import dev.crmpulse.engine.rollup.WindowDeltas;
import dev.crmpulse.jobs.table.FactChangeSerializer;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.response.FirstResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RollupOperatorTest {
    private static final FactType<?> RESPONSES = FirstResponse.TYPE;
    private static final Object[] ANSWERED = response("L1", "2026-03-02T09:00:00Z", "2026-03-02T09:10:00Z");
    private static final Object[] OPEN = response("L1", "2026-03-02T09:00:00Z", null);

    private static final long FIFTH_OF_MARCH =
            Instant.parse("2026-03-05T00:00:00Z").toEpochMilli();

    private long checkpoint;

    @Test
    void whatChangesBetweenTwoBarriersIsPublishedOnce() throws Exception {
        try (Harness windows = harness(new RollupOperator())) {
            deliver(windows, change(null, OPEN));
            deliver(windows, change(OPEN, ANSWERED));
            assertThat(published(windows)).isEmpty();
            barrier(windows);

            assertThat(published(windows))
                    .extracting(RollupOperatorTest::said)
                    .containsExactlyInAnyOrder(
                            "hour started_at  n=1 ended=1 sum=600000 revision 1",
                            "hour ended_at  n=1 ended=1 sum=600000 revision 1",
                            "day started_at ann n=1 ended=1 sum=600000 revision 1",
                            "day ended_at ann n=1 ended=1 sum=600000 revision 1");
        }
    }

    @Test
    void aWindowThatIsEmptiedIsTakenBackAndALaterOneIsNewerThanThat() throws Exception {
        try (Harness windows = harness(new RollupOperator())) {
            deliver(windows, change(null, OPEN));
            barrier(windows);
            published(windows);

            deliver(windows, change(OPEN, null));
            barrier(windows);
            assertThat(published(windows)).hasSize(2).allSatisfy(change -> {
                assertThat(change.after()).isNull();
                assertThat(change.before()).isNotNull();
                assertThat(change.revision()).isEqualTo(2);
            });

            deliver(windows, change(null, OPEN));
            barrier(windows);
            assertThat(published(windows)).hasSize(2).allSatisfy(change -> {
                assertThat(change.before()).isNull();
                assertThat(change.after()).isNotNull();
                assertThat(change.revision()).isEqualTo(3);
            });
        }
    }

    @Test
    void whatChangesAfterTheEndOfAWindowIsACorrectionButForACohortWhoseFactsEnd() throws Exception {
        try (Harness windows = harness(new RollupOperator())) {
            deliver(windows, change(null, OPEN));
            windows.processWatermark(FIFTH_OF_MARCH);
            assertThat(corrections(windows))
                    .as("the windows were open until then")
                    .isEmpty();

            WindowDeltas deltas = new WindowDeltas(Metrics.ROLLUP_BY_FACT);
            deltas.because(late("lead/L1", "reply-1"), FIFTH_OF_MARCH);
            deltas.add(change(OPEN, ANSWERED), Policies.NONE);
            deltas.because(late("lead/L2", "reply-2"), FIFTH_OF_MARCH);
            deltas.add(change(null, response("L2", "2026-03-05T09:00:00Z", "2026-03-02T09:40:00Z")), Policies.NONE);
            hand(windows, deltas);
            barrier(windows);

            assertThat(corrections(windows))
                    .as("each event with what it changed")
                    .extracting(row -> value(row, "grain") + " " + value(row, "dated_by") + " "
                            + value(row, "counts_before") + " to " + value(row, "counts_after") + ", "
                            + value(row, "cause") + " by "
                            + value(row, "cause_kind") + " " + value(row, "cause_id") + " of "
                            + value(row, "cause_key"))
                    .containsExactlyInAnyOrder(
                            "hour ended_at {} to {<1h=1}, first_response L1 by event reply-1 of lead/L1",
                            "day ended_at {} to {<1h=1}, first_response L1 by event reply-1 of lead/L1",
                            "hour ended_at {<1h=1} to {<1h=2}, first_response L2 by event reply-2 of lead/L2",
                            "day ended_at {<1h=1} to {<1h=2}, first_response L2 by event reply-2 of lead/L2");
        }
    }

    @Test
    void sumsGoOnFromASavepoint() throws Exception {
        OperatorSubtaskState savepoint;
        try (Harness windows = harness(new RollupOperator())) {
            deliver(windows, change(null, OPEN));
            savepoint = barrier(windows);
        }
        try (Harness windows = restored(new RollupOperator(), savepoint)) {
            deliver(windows, change(null, response("L2", "2026-03-02T09:30:00Z", null)));
            barrier(windows);

            assertThat(published(windows))
                    .extracting(RollupOperatorTest::said)
                    .containsExactlyInAnyOrder(
                            "hour started_at  n=2 ended=0 sum=0 revision 2",
                            "day started_at ann n=2 ended=0 sum=0 revision 2");
        }
    }

    @Test
    void aSavepointWithOtherWindowsIsRefused() throws Exception {
        OperatorSubtaskState savepoint;
        try (Harness windows = harness(new RollupOperator(RollupOperator.LAYOUT - 1))) {
            deliver(windows, change(null, OPEN));
            savepoint = barrier(windows);
        }

        assertThatThrownBy(() -> restored(new RollupOperator(), savepoint))
                .hasMessage("this state holds windows of layout " + (RollupOperator.LAYOUT - 1)
                        + ", this release keeps layout " + RollupOperator.LAYOUT
                        + ": evaluate the history anew, replay --rebuild");
    }

    // --- the harness

    private static final class Harness extends KeyedOneInputStreamOperatorTestHarness<String, WindowDelta, FactChange> {
        Harness(RollupOperator operator) throws Exception {
            super(operator, RollupOperator::keyOf, Types.STRING);
            setup(new FactChangeSerializer());
        }
    }

    private static Harness harness(RollupOperator operator) throws Exception {
        Harness harness = new Harness(operator);
        harness.open();
        return harness;
    }

    private static Harness restored(RollupOperator operator, OperatorSubtaskState from) throws Exception {
        Harness harness = new Harness(operator);
        harness.initializeState(from);
        harness.open();
        return harness;
    }

    private static void deliver(Harness windows, FactChange... changes) throws Exception {
        WindowDeltas deltas = new WindowDeltas(Metrics.ROLLUP_BY_FACT);
        for (FactChange change : changes) {
            deltas.add(change, Policies.NONE);
        }
        hand(windows, deltas);
    }

    private static void hand(Harness windows, WindowDeltas deltas) throws Exception {
        List<WindowDelta> drained = new ArrayList<>();
        deltas.drain(drained::add);
        for (WindowDelta delta : drained) {
            windows.processElement(new StreamRecord<>(delta));
        }
    }

    private OperatorSubtaskState barrier(Harness windows) throws Exception {
        checkpoint++;
        windows.prepareSnapshotPreBarrier(checkpoint);
        return windows.snapshot(checkpoint, checkpoint);
    }

    private static List<FactChange> published(Harness windows) {
        List<FactChange> changes = windows.extractOutputValues();
        windows.getOutput().clear();
        return changes;
    }

    private static List<TableRow> corrections(Harness windows) {
        Queue<StreamRecord<TableRow>> rows = windows.getSideOutput(RollupOperator.CORRECTIONS);
        return rows == null
                ? List.of()
                : rows.stream().map(StreamRecord::getValue).toList();
    }

    // --- facts and windows

    private static Cause late(String key, String id) {
        return new Cause(
                Cause.Kind.EVENT,
                key,
                "crm",
                id,
                "crm.message.sent",
                Instant.parse("2026-03-02T09:10:00Z").toEpochMilli(),
                CrmEvent.NOT_RECORDED,
                1);
    }

    private static FactChange change(Object[] before, Object[] after) {
        return new FactChange(RESPONSES, before, after, 1);
    }

    private static Object[] response(String lead, String startedAt, String endedAt) {
        Long started = Instant.parse(startedAt).toEpochMilli();
        Long ended = endedAt == null ? null : (Long) Instant.parse(endedAt).toEpochMilli();
        Map<String, Object> known = new HashMap<>();
        known.put("tenant", "t");
        known.put("id", lead);
        known.put("started_at", started);
        known.put("ended_at", ended);
        known.put("owner", "ann");
        known.put("calendar_seconds", ended == null ? null : ended - started);
        known.put("bucket", ended == null ? null : "<1h");
        return RESPONSES.columns().stream()
                .map(column -> known.get(column.name()))
                .toArray();
    }

    private static String said(FactChange change) {
        Object[] row = change.after();
        return value(row, "grain") + " " + value(row, "dated_by") + " " + value(row, "owner") + " n=" + value(row, "n")
                + " ended=" + value(row, "ended_n") + " sum=" + value(row, "sum_seconds") + " revision "
                + change.revision();
    }

    private static Object value(TableRow row, String column) {
        return value(
                row.values(),
                row.type().columns().stream().map(each -> each.name()).toList(),
                column);
    }

    private static Object value(Object[] window, String column) {
        return value(
                window, Window.TYPE.columns().stream().map(each -> each.name()).toList(), column);
    }

    private static Object value(Object[] row, List<String> columns, String column) {
        return row[columns.indexOf(column)];
    }
}
