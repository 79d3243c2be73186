package dev.crmpulse.jobs.timeline;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.rollup.WindowDelta;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.policy.PolicyFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The timeline operator in Flink's harness: one or more subtasks, and what they output since it was last taken. */
final class TimelineHarness implements AutoCloseable {
    private static final int MAX_PARALLELISM = 8;

    /** What a job is started with. */
    record Setup(Timeline timeline, Retention retention, Backend backend, PolicyFeed policies) {
        Setup(Timeline timeline, Retention retention, Backend backend) {
            this(timeline, retention, backend, PolicyFeed.of(Policies.NONE));
        }
    }

    /**
     * State of all subtasks at a checkpoint.
     *
     * @param shared of those that evaluate the histories that became one
     * @param moves of those that find out which do; both null for a timeline on which none do
     */
    record Snapshot(
            OperatorSubtaskState state, OperatorSubtaskState shared, MovesHarness.Snapshot moves, int parallelism) {}

    private final List<KeyedOneInputStreamOperatorTestHarness<String, KeyedEvent, FactChange>> subtasks =
            new ArrayList<>();
    private final List<KeyedOneInputStreamOperatorTestHarness<String, KeyedEvent, FactChange>> shared =
            new ArrayList<>();
    private final CollectedOutput output = new CollectedOutput();
    private final Timeline timeline;
    private final MovesHarness moves;
    private long checkpointId;

    private TimelineHarness(Setup setup, int parallelism, Snapshot from) throws Exception {
        timeline = setup.timeline();
        open(
                subtasks,
                () -> new TimelineOperator(setup.timeline(), setup.retention(), setup.policies()),
                setup,
                parallelism,
                from,
                Snapshot::state);
        if (timeline.sharesHistories()) {
            open(
                    shared,
                    () -> TimelineOperator.ofShared(setup.timeline(), setup.retention(), setup.policies()),
                    setup,
                    parallelism,
                    from,
                    Snapshot::shared);
        }
        moves = timeline.sharesHistories()
                ? new MovesHarness(setup.backend(), from == null ? null : from.moves())
                : null;
    }

    private void open(
            List<KeyedOneInputStreamOperatorTestHarness<String, KeyedEvent, FactChange>> opened,
            Supplier<TimelineOperator> operator,
            Setup setup,
            int parallelism,
            Snapshot from,
            Function<Snapshot, OperatorSubtaskState> stateOf)
            throws Exception {
        for (int subtask = 0; subtask < parallelism; subtask++) {
            KeyedOneInputStreamOperatorTestHarness<String, KeyedEvent, FactChange> flink =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            operator.get(), KeyedEvent::key, Types.STRING, MAX_PARALLELISM, parallelism, subtask);
            flink.setStateBackend(setup.backend().open());
            flink.setOutputCreator(serializer -> output);
            flink.setup();
            if (from != null) {
                flink.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        stateOf.apply(from), MAX_PARALLELISM, from.parallelism(), parallelism, subtask));
            }
            flink.open();
            opened.add(flink);
        }
    }

    static TimelineHarness start(Setup setup) throws Exception {
        return new TimelineHarness(setup, 1, null);
    }

    static TimelineHarness restore(Setup setup, Snapshot from, int parallelism) throws Exception {
        return new TimelineHarness(setup, parallelism, from);
    }

    void deliver(TestEvent... events) throws Exception {
        for (TestEvent event : events) {
            EntityKey home = timeline.keyOf(event.key(), event.subjectKey(), event.event());
            if (home == null) {
                continue;
            }
            send(subtasks, KeyedEvent.of(home.text(), event.event()));
            if (moves != null) {
                moves.deliver(event.key(), event.event());
            }
        }
        forward();
    }

    private static void send(
            List<KeyedOneInputStreamOperatorTestHarness<String, KeyedEvent, FactChange>> to, KeyedEvent event)
            throws Exception {
        int subtask = KeyGroupRangeAssignment.assignKeyToParallelOperator(event.key(), MAX_PARALLELISM, to.size());
        to.get(subtask).processElement(new StreamRecord<>(event));
    }

    private void forward() throws Exception {
        for (KeyedEvent forwarded : List.copyOf(output.forwards)) {
            send(shared, forwarded);
        }
        output.forwards.clear();
    }

    /** What was found out so far of what moves; at the latest with a barrier or a horizon. */
    private void move() throws Exception {
        if (moves != null) {
            for (KeyedEvent move : moves.take()) {
                send(subtasks, move);
            }
        }
    }

    void horizon(Instant upTo) throws Exception {
        watermark(upTo.toEpochMilli());
    }

    void horizon(String upTo) throws Exception {
        horizon(Instant.parse(upTo));
    }

    /** What Flink sends where the input ends. */
    void endOfInput() throws Exception {
        watermark(Watermark.MAX_WATERMARK.getTimestamp());
    }

    /** Lets a checkpoint's barrier pass. */
    Snapshot barrier() throws Exception {
        return snapshot(CheckpointType.CHECKPOINT);
    }

    /** Takes a savepoint that any state backend can read. */
    Snapshot canonicalSavepoint() throws Exception {
        return snapshot(SavepointType.savepoint(SavepointFormatType.CANONICAL));
    }

    List<FactChange> takeChanges() {
        List<FactChange> taken = List.copyOf(output.changes);
        output.changes.clear();
        return taken;
    }

    /** What changed in windows. */
    List<WindowDelta> takeDeltas() {
        List<WindowDelta> taken = List.copyOf(output.deltas);
        output.deltas.clear();
        return taken;
    }

    /** The rows for one journal's table. */
    List<Row> takeJournal(String table) {
        List<Row> taken = output.journals.stream()
                .filter(row -> row.type().name().equals(table))
                .map(row -> Row.of(row.type(), row.values()))
                .toList();
        output.journals.removeIf(row -> row.type().name().equals(table));
        return taken;
    }

    /** Timers of all keys. */
    int timers() {
        return Stream.concat(subtasks.stream(), shared.stream())
                .mapToInt(AbstractStreamOperatorTestHarness::numEventTimeTimers)
                .sum();
    }

    /** Values of all states of all keys; known for {@link Backend#HEAP} alone. */
    int stateEntries() {
        return Stream.concat(subtasks.stream(), shared.stream())
                .mapToInt(KeyedOneInputStreamOperatorTestHarness::numKeyedStateEntries)
                .sum();
    }

    /** Ends without another checkpoint, as a crash does for whoever reads committed rows alone. */
    @Override
    public void close() throws Exception {
        for (KeyedOneInputStreamOperatorTestHarness<String, KeyedEvent, FactChange> flink : subtasks) {
            flink.close();
        }
        for (KeyedOneInputStreamOperatorTestHarness<String, KeyedEvent, FactChange> flink : shared) {
            flink.close();
        }
        if (moves != null) {
            moves.close();
        }
    }

    private void watermark(long millis) throws Exception {
        move();
        for (KeyedOneInputStreamOperatorTestHarness<String, KeyedEvent, FactChange> flink : subtasks) {
            flink.processWatermark(millis);
        }
        forward();
        for (KeyedOneInputStreamOperatorTestHarness<String, KeyedEvent, FactChange> flink : shared) {
            flink.processWatermark(millis);
        }
    }

    private Snapshot snapshot(SnapshotType type) throws Exception {
        checkpointId++;
        move();
        OperatorSubtaskState states = snapshot(subtasks, type);
        forward();
        return timeline.sharesHistories()
                ? new Snapshot(states, snapshot(shared, type), moves.snapshot(checkpointId, type), subtasks.size())
                : new Snapshot(states, null, null, subtasks.size());
    }

    private OperatorSubtaskState snapshot(
            List<KeyedOneInputStreamOperatorTestHarness<String, KeyedEvent, FactChange>> of, SnapshotType type)
            throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (KeyedOneInputStreamOperatorTestHarness<String, KeyedEvent, FactChange> flink : of) {
            flink.prepareSnapshotPreBarrier(checkpointId);
            states.add(flink.snapshotWithLocalState(checkpointId, checkpointId, type)
                    .getJobManagerOwnedState());
        }
        return AbstractStreamOperatorTestHarness.repackageState(states.toArray(new OperatorSubtaskState[0]));
    }

    /** Keeps what is emitted as it is: the harness would copy it with serializers that production has not. */
    private static final class CollectedOutput implements Output<StreamRecord<FactChange>> {
        private final List<FactChange> changes = new ArrayList<>();
        private final List<TableRow> journals = new ArrayList<>();
        private final List<WindowDelta> deltas = new ArrayList<>();
        private final List<KeyedEvent> forwards = new ArrayList<>();

        @Override
        public void collect(StreamRecord<FactChange> record) {
            changes.add(record.getValue());
        }

        @Override
        public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
            if (tag.equals(TimelineOperator.WINDOWS)) {
                deltas.add((WindowDelta) record.getValue());
            } else if (tag.equals(TimelineOperator.FORWARDS)) {
                forwards.add((KeyedEvent) record.getValue());
            } else {
                journals.add((TableRow) record.getValue());
            }
        }

        @Override
        public void emitWatermark(Watermark mark) {
            // written by the progress journal
        }

        @Override
        public void emitWatermark(WatermarkEvent watermark) {
            throw new AssertionError("timelines define no watermarks of their own");
        }

        @Override
        public void emitWatermarkStatus(WatermarkStatus status) {
            // passed through by Flink
        }

        @Override
        public void emitLatencyMarker(LatencyMarker marker) {
            // passed through by Flink
        }

        @Override
        public void emitRecordAttributes(RecordAttributes attributes) {
            // passed through by Flink
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
