package dev.crmpulse.jobs.timeline;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.rollup.WindowDelta;
import dev.crmpulse.engine.rollup.WindowDeltas;
import dev.crmpulse.engine.timeline.Notice;
import dev.crmpulse.engine.timeline.ProcessingResult;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.engine.timeline.RetiredKey;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.engine.timeline.TimelineProcessor;
import dev.crmpulse.engine.timeline.TimelineState;
import dev.crmpulse.jobs.alert.Alerts;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.jobs.policy.PolicyReader;
import dev.crmpulse.jobs.rollup.WindowDeltaSerializer;
import dev.crmpulse.jobs.state.StoredOrder;
import dev.crmpulse.jobs.table.LateJournal;
import dev.crmpulse.jobs.table.ProgressJournal;
import dev.crmpulse.jobs.table.TableRowSerializer;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Runs a timeline in Flink: gathers the events of each key, evaluates them in batches and emits the facts that changed.
 *
 * <p>Rows reach ClickHouse with the checkpoint and no earlier, so nothing is gained by evaluating sooner than that: events
 * wait on the heap until the barrier (or the horizon, or a full buffer) and every key is then read and written once,
 * however many of its events came.
 *
 * <p>A watermark is the horizon. A timer says nothing but that the horizon passed it; the folds know what that means.
 */
public final class TimelineOperator extends AbstractStreamOperator<FactChange>
        implements OneInputStreamOperator<KeyedEvent, FactChange>, Triggerable<String, VoidNamespace> {

    /** Rows for the ledger, the late table and the progress table. */
    public static final OutputTag<TableRow> JOURNALS = new OutputTag<>("journals", TableRowSerializer.TYPE);

    /** What changes in windows. */
    public static final OutputTag<WindowDelta> WINDOWS = new OutputTag<>("windows", WindowDeltaSerializer.TYPE);

    private final Timeline timeline;
    private final Retention retention;
    private final PolicyFeed policyFeed;

    private transient PolicyReader policies;
    private transient Policies inForce;
    private transient WindowDeltas windows;
    private transient Alerts alerts;
    private transient TimelineProcessor processor;
    private transient KeyState keyState;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient ListState<Long> horizonState;
    private transient long horizonMillis;
    private transient PendingEvents pending;
    private transient StoredOrder order;
    private transient Ledger ledger;
    private transient Counter refolds;
    private transient Counter lateEvents;

    public TimelineOperator(Timeline timeline, Retention retention, PolicyFeed policyFeed) {
        this.timeline = timeline;
        this.retention = retention;
        this.policyFeed = policyFeed;
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
    }

    @Override
    public void open() throws Exception {
        super.open();
        policies = policyFeed.open();
        inForce = policies.current();
        processor = new TimelineProcessor(timeline, inForce);
        windows = new WindowDeltas(Metrics.ROLLUP_BY_FACT);
        alerts = new Alerts(retention);
        keyState = new KeyState(
                timeline,
                getPartitionedState(new ValueStateDescriptor<>(SavedKey.STATE, BytePrimitiveArraySerializer.INSTANCE)),
                getPartitionedState(
                        new ListStateDescriptor<>(SavedKey.HISTORY, BytePrimitiveArraySerializer.INSTANCE)));
        timers = getInternalTimerService("deadlines", VoidNamespaceSerializer.INSTANCE, this);
        pending = new PendingEvents(PendingEvents.fullBytes(
                Runtime.getRuntime().maxMemory(),
                getContainingTask()
                        .getEnvironment()
                        .getTaskManagerInfo()
                        .getConfiguration()
                        .get(TaskManagerOptions.NUM_TASK_SLOTS)));
        order = new StoredOrder(getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
        ledger = new Ledger(timeline.name());
        refolds = getMetricGroup().counter("refolds");
        lateEvents = getMetricGroup().counter("late");
        getMetricGroup().gauge("horizon", () -> horizonMillis);
    }

    @Override
    @SuppressWarnings("rawtypes") // as declared by Flink
    public void setKeyContextElement1(StreamRecord record) {
        // the key is set where the state is touched, once a batch
    }

    @Override
    public void processElement(StreamRecord<KeyedEvent> record) throws Exception {
        pending.add(record.getValue().key(), record.getValue().event());
        if (pending.isFull()) {
            processPending();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        processPending();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        horizonState.update(List.of(horizonMillis));
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        processPending();
        if (watermark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
            // the end of the input is no moment in time: what is open stays open
            output.emitWatermark(watermark);
            return;
        }
        if (watermark.getTimestamp() > horizonMillis) {
            horizonMillis = watermark.getTimestamp();
            emitJournal(TableRow.journal(
                    ProgressJournal.TYPE,
                    new ProgressJournal.Entry(
                            timeline.name(),
                            getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
                            horizonMillis)));
        }
        if (getTimeServiceManager().isPresent()) {
            getTimeServiceManager().get().advanceWatermark(watermark);
        }
        // what silence changed goes before the horizon that made it so
        drain();
        output.emitWatermark(watermark);
    }

    @Override
    public void finish() throws Exception {
        processPending();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (policies != null) {
            policies.close();
        }
        super.close();
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        processKey(timer.getKey(), PendingEvents.Batch.EMPTY);
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("timelines know no processing time");
    }

    private void processPending() throws Exception {
        inForce = policies.current();
        processor.updatePolicies(inForce);
        for (Map.Entry<String, PendingEvents.Batch> batch : order.of(pending.batches())) {
            setCurrentKey(batch.getKey());
            processKey(batch.getKey(), batch.getValue());
        }
        pending.clear();
        drain();
    }

    private void processKey(String text, PendingEvents.Batch waiting) throws Exception {
        EntityKey key = EntityKey.ofText(text);
        List<CrmEvent> batch = pending.read(waiting);
        int size = batch.size();
        int delivered = countedHere(batch);
        refuseLate(key, batch);
        int late = delivered - countedHere(batch);
        KeyState.Stored stored = keyState.read();
        if (stored instanceof KeyState.Open open) {
            TimelineState state = open.state();
            ProcessingResult result = processor.process(key, state, batch, horizonMillis, keyState::history);
            ledger.count(key.tenant(), delivered, result.acceptedDelta(), result.twinsDelta(), late);
            if (result.refolded() && size > 0) {
                refolds.inc();
            }
            for (FactChange change : result.changes()) {
                output.collect(new StreamRecord<>(change));
                windows.add(change, inForce);
            }
            for (Notice notice : result.notices()) {
                emitJournal(alerts.of(
                        notice,
                        inForce.tenant(key.tenant()),
                        result.revision(),
                        horizonMillis,
                        getProcessingTimeService().getCurrentProcessingTime()));
            }
            if (size > 0 && result.remembered().size() == size) {
                keyState.append(pending.chunk(waiting));
            } else {
                keyState.append(result.remembered());
            }
            boolean isKnown = state.lastMillis() != Long.MIN_VALUE;
            if (isKnown && !expire(state)) {
                setTimer(state);
                keyState.write(state);
            }
        } else if (stored instanceof KeyState.Retired retired) {
            batch.forEach(event -> refuse(key, event, LateJournal.Reason.RETIRED));
            ledger.count(key.tenant(), delivered, 0, 0, delivered);
            purge(retired.retired());
        }
    }

    /** How many of the events are counted on this timeline, and not on another one. */
    private int countedHere(List<CrmEvent> batch) {
        int counted = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (timeline.isHomeOf(batch.get(i).type())) {
                counted++;
            }
        }
        return counted;
    }

    private void refuseLate(EntityKey key, List<CrmEvent> batch) {
        for (Iterator<CrmEvent> events = batch.iterator(); events.hasNext(); ) {
            CrmEvent event = events.next();
            if (retention.isLate(event.timeMillis(), horizonMillis)) {
                refuse(key, event, LateJournal.Reason.TOO_OLD);
                events.remove();
            }
        }
    }

    private void refuse(EntityKey key, CrmEvent event, LateJournal.Reason reason) {
        lateEvents.inc();
        emitJournal(TableRow.journal(LateJournal.TYPE, new LateJournal.Entry(key, event, horizonMillis, reason)));
    }

    /** Retires the key where its history is complete and old enough that no event of it would be taken any more. */
    private boolean expire(TimelineState state) throws Exception {
        long expiresAt = retention.expiresAt(state.lastMillis());
        if (expiresAt > horizonMillis || !processor.isClosed(state)) {
            return false;
        }
        dropTimer(state);
        RetiredKey retired = state.retired();
        keyState.retire(retired);
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, retention.forgetAt(retired.lastMillis()));
        return true;
    }

    private void purge(RetiredKey retired) {
        if (retention.forgetAt(retired.lastMillis()) <= horizonMillis) {
            keyState.forget();
        }
    }

    private void setTimer(TimelineState state) {
        long next = processor.nextDeadline(state);
        if (processor.isClosed(state)) {
            next = Math.min(next, retention.expiresAt(state.lastMillis()));
        }
        if (next != state.timerAtMillis()) {
            dropTimer(state);
            if (next != TimelineState.NO_TIMER) {
                timers.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
            }
            state.timerSet(next);
        }
    }

    private void dropTimer(TimelineState state) {
        if (state.timerAtMillis() != TimelineState.NO_TIMER) {
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, state.timerAtMillis());
        }
    }

    private void drain() {
        ledger.drain(this::emitJournal);
        windows.drain(delta -> output.collect(WINDOWS, new StreamRecord<>(delta)));
    }

    private void emitJournal(TableRow row) {
        output.collect(JOURNALS, new StreamRecord<>(row));
    }
}
