package dev.crmpulse.jobs.rollup;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryWriter;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.rollup.Cause;
import dev.crmpulse.engine.rollup.DatedBy;
import dev.crmpulse.engine.rollup.Window;
import dev.crmpulse.engine.rollup.WindowDelta;
import dev.crmpulse.jobs.state.StoredOrder;
import dev.crmpulse.jobs.table.CorrectionJournal;
import dev.crmpulse.jobs.table.TableRowSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Keeps the windows: adds the deltas of timelines and emits those that changed, each once a checkpoint.
 *
 * <p>Sums do not depend on the order in which they are added up, so a window needs no history. Where the horizon has
 * passed a window's end, a change of what it counts is a correction and journalled as one. A cohort (dated by the begin
 * of its facts) is expected to see its facts end later: only a change of its number of facts corrects it.
 */
public final class RollupOperator extends AbstractStreamOperator<FactChange>
        implements OneInputStreamOperator<WindowDelta, FactChange> {

    /** Rows for the table of corrections. */
    public static final OutputTag<TableRow> CORRECTIONS = new OutputTag<>("corrections", TableRowSerializer.TYPE);

    /** Which windows there are and by what keys; raised with every change of either, for sums of before cannot be gone on with. */
    static final int LAYOUT = 2;

    /** State that names none. */
    private static final int FIRST_LAYOUT = 1;

    /** Windows that wait at most before they are emitted. */
    private static final int FULL_BUFFER_WINDOWS = 50_000;

    private final int layout;

    private transient BinaryWriter out;
    private transient DataInputDeserializer in;
    private transient ValueState<byte[]> state;
    private transient ListState<Long> horizonState;
    private transient ListState<Integer> layoutState;
    private transient long horizonMillis;
    private transient Map<String, WindowDelta> pending;
    private transient Map<String, List<WindowDelta>> corrections;
    private transient int pendingCorrections;
    private transient StoredOrder order;

    public RollupOperator() {
        this(LAYOUT);
    }

    RollupOperator(int layout) {
        this.layout = layout;
    }

    /** The key of a window's state. */
    public static String keyOf(WindowDelta delta) {
        return delta.key().stateKey();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        horizonState = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("horizon", LongSerializer.INSTANCE));
        horizonMillis = Long.MIN_VALUE;
        for (long known : horizonState.get()) {
            horizonMillis = Math.max(horizonMillis, known);
        }
        layoutState = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("layout", IntSerializer.INSTANCE));
        if (horizonState.get().iterator().hasNext()) {
            requireLayout();
        }
    }

    /** Other windows would begin at nothing, and be wrong without a word. */
    private void requireLayout() throws Exception {
        int known = FIRST_LAYOUT;
        for (int written : layoutState.get()) {
            known = written;
        }
        if (known != layout) {
            throw new IOException("this state holds windows of layout " + known + ", this release keeps layout "
                    + layout + ": evaluate the history anew, replay --rebuild");
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        state = getPartitionedState(new ValueStateDescriptor<>("window", BytePrimitiveArraySerializer.INSTANCE));
        pending = new HashMap<>();
        corrections = new HashMap<>();
        order = new StoredOrder(getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
        out = new BinaryWriter();
        in = new DataInputDeserializer();
    }

    @Override
    @SuppressWarnings("rawtypes") // as declared by Flink
    public void setKeyContextElement1(StreamRecord record) {
        // the key is set where the state is touched, once a batch
    }

    @Override
    public void processElement(StreamRecord<WindowDelta> record) throws Exception {
        WindowDelta delta = record.getValue();
        if (delta.cause().kind() != Cause.Kind.UNKNOWN) {
            // each for itself, so that the journal says what each cause changed
            corrections
                    .computeIfAbsent(keyOf(delta), unknown -> new ArrayList<>(1))
                    .add(delta);
            pendingCorrections++;
        } else {
            WindowDelta known = pending.putIfAbsent(keyOf(delta), delta);
            if (known != null) {
                known.sums().add(delta.sums());
            }
        }
        if (pending.size() + pendingCorrections >= FULL_BUFFER_WINDOWS) {
            flush();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        horizonState.update(List.of(horizonMillis));
        layoutState.update(List.of(layout));
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        flush();
        if (watermark.getTimestamp() != Watermark.MAX_WATERMARK.getTimestamp()) {
            horizonMillis = Math.max(horizonMillis, watermark.getTimestamp());
        }
        super.processWatermark(watermark);
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    private void flush() throws Exception {
        for (Map.Entry<String, WindowDelta> entry : order.of(pending)) {
            setCurrentKey(entry.getKey());
            emit(entry.getValue());
        }
        pending.clear();
        for (Map.Entry<String, List<WindowDelta>> entry : order.of(corrections)) {
            setCurrentKey(entry.getKey());
            for (WindowDelta delta : entry.getValue()) {
                emit(delta);
            }
        }
        corrections.clear();
        pendingCorrections = 0;
    }

    private void emit(WindowDelta delta) throws IOException {
        byte[] stored = state.value();
        long revision = 1;
        Window window = new Window(delta.key());
        if (stored != null) {
            in.setBuffer(stored);
            revision = BinaryCodec.readVarLong(in) + 1;
            window.read(in);
        }
        // what a closed window said is kept before it changes
        CorrectionJournal.Figures before =
                window.key().endMillis() <= horizonMillis ? CorrectionJournal.Figures.of(window) : null;
        boolean wasEmpty = window.isEmpty();
        window.add(delta.sums());
        Object[] row = Window.TYPE.row(window);
        // an emptied window stays known by its revision: a later one must not look older than its tombstone
        out.clear();
        out.varLong(revision);
        window.fields(out);
        state.update(out.toByteArray());
        // a row that replaces one of the same key needs nothing of it; one that takes it back needs no more than the
        // key
        Object[] gone = window.isEmpty() && !wasEmpty ? row : null;
        output.collect(new StreamRecord<>(new FactChange(Window.TYPE, gone, window.isEmpty() ? null : row, revision)));
        if (before != null && isCorrection(window, before)) {
            output.collect(
                    CORRECTIONS,
                    new StreamRecord<>(TableRow.journal(
                            CorrectionJournal.TYPE,
                            new CorrectionJournal.Entry(
                                    window.key(),
                                    revision,
                                    horizonMillis,
                                    before,
                                    CorrectionJournal.Figures.of(window),
                                    delta.fact(),
                                    delta.cause()))));
        }
    }

    private static boolean isCorrection(Window window, CorrectionJournal.Figures before) {
        return window.key().datedBy() == DatedBy.ENDED_AT || before.facts() != window.size();
    }
}
