package dev.crmpulse.jobs.timeline;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.jobs.alert.Alerts;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.jobs.policy.PolicyReader;
import dev.crmpulse.jobs.wire.WireTypes;
import dev.crmpulse.metrics.catalogue.Rollups;
import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.Root;
import dev.crmpulse.metrics.fact.FactChange;
import dev.crmpulse.metrics.policy.Policies;
import dev.crmpulse.metrics.rollup.WindowDelta;
import dev.crmpulse.metrics.rollup.WindowDeltas;
import dev.crmpulse.metrics.timeline.Head;
import dev.crmpulse.metrics.timeline.ProcessingResult;
import dev.crmpulse.metrics.timeline.Retention;
import dev.crmpulse.metrics.timeline.Seal;
import dev.crmpulse.metrics.timeline.Timeline;
import dev.crmpulse.metrics.timeline.TimelineProcessor;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
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
 * Runs a timeline in Flink: gathers the events of each root, evaluates them in batches and emits the facts that changed.
 *
 * <p>Rows reach ClickHouse with the checkpoint and no earlier, so nothing is gained by evaluating sooner than that: events
 * wait on the heap until the barrier (or the horizon, or a full buffer) and every root is then read and written once,
 * however many of its events came.
 *
 * <p>A watermark is the horizon. A timer says nothing but that the horizon passed it; the folds know what that means.
 */
public final class TimelineOperator extends AbstractStreamOperator<FactChange>
        implements OneInputStreamOperator<RootedEvent, FactChange>, Triggerable<String, VoidNamespace> {

    /** Rows for the ledger, the late table and the progress table. */
    public static final OutputTag<TableRow> JOURNALS = new OutputTag<>("journals", WireTypes.TABLE_ROW);

    /** What changes in windows. */
    public static final OutputTag<WindowDelta> WINDOWS = new OutputTag<>("windows", WireTypes.WINDOW_DELTA);

    /** Bytes of waiting events, with what holds them, that are evaluated before the barrier comes. */
    static final int FULL_BUFFER_BYTES = 32 << 20;

    private final Timeline timeline;
    private final Retention retention;
    private final PolicyFeed policyFeed;

    private transient PolicyReader policies;
    private transient Policies inForce;
    private transient WindowDeltas windows;
    private transient Alerts alerts;
    private transient TimelineProcessor processor;
    private transient RootState state;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient ListState<Long> horizonState;
    private transient long horizonMillis;
    private transient Map<String, RootBatch> pending;
    private transient int pendingBytes;
    private transient DataInputDeserializer in;
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
        windows = new WindowDeltas(Rollups.BY_FACT);
        alerts = new Alerts(retention);
        state = new RootState(
                timeline,
                getPartitionedState(new ValueStateDescriptor<>("head", BytePrimitiveArraySerializer.INSTANCE)),
                getPartitionedState(new ListStateDescriptor<>("history", BytePrimitiveArraySerializer.INSTANCE)));
        timers = getInternalTimerService("deadlines", VoidNamespaceSerializer.INSTANCE, this);
        pending = new HashMap<>();
        in = new DataInputDeserializer();
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
    public void processElement(StreamRecord<RootedEvent> record) throws Exception {
        RootedEvent rooted = record.getValue();
        RootBatch batch = pending.get(rooted.key());
        if (batch == null) {
            batch = new RootBatch();
            pending.put(rooted.key(), batch);
            pendingBytes += RootBatch.TYPICAL_BYTES;
        }
        batch.add(rooted.event());
        pendingBytes += rooted.event().length;
        if (pendingBytes >= FULL_BUFFER_BYTES) {
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
        processRoot(timer.getKey(), new RootBatch());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("timelines know no processing time");
    }

    private void processPending() throws Exception {
        inForce = policies.current();
        processor.follow(inForce);
        for (Map.Entry<String, RootBatch> batch : pending.entrySet()) {
            setCurrentKey(batch.getKey());
            processRoot(batch.getKey(), batch.getValue());
        }
        pending.clear();
        pendingBytes = 0;
        drain();
    }

    private void processRoot(String key, RootBatch waiting) throws Exception {
        Root root = Root.ofKey(key);
        List<CrmEvent> batch = waiting.read(in);
        int delivered = batch.size();
        int late = refuseLate(root, batch);
        RootState.Stored stored = state.read();
        if (stored instanceof RootState.Open open) {
            Head head = open.head();
            ProcessingResult result = processor.process(root, head, batch, horizonMillis, state::history);
            ledger.count(root.tenant(), delivered, result.acceptedDelta(), result.twinsDelta(), late);
            if (result.refolded() && delivered > 0) {
                refolds.inc();
            }
            for (FactChange change : result.changes()) {
                output.collect(new StreamRecord<>(change));
                windows.add(change, inForce);
                alerts.of(
                        change,
                        horizonMillis,
                        getProcessingTimeService().getCurrentProcessingTime(),
                        this::emitJournal);
            }
            if (delivered > 0 && result.remembered().size() == delivered) {
                state.append(waiting);
            } else {
                state.append(result.remembered());
            }
            boolean isKnown = head.lastMillis() != Long.MIN_VALUE;
            if (isKnown && !letGo(head)) {
                setTimer(head);
                state.write(head);
            }
        } else if (stored instanceof RootState.Sealed sealed) {
            batch.forEach(event -> refuse(root, event, LateJournal.Reason.SEALED));
            ledger.count(root.tenant(), delivered, 0, 0, delivered);
            forgetInTime(sealed.seal());
        }
    }

    private int refuseLate(Root root, List<CrmEvent> batch) {
        int late = 0;
        for (Iterator<CrmEvent> events = batch.iterator(); events.hasNext(); ) {
            CrmEvent event = events.next();
            if (retention.isLate(event.timeMillis(), horizonMillis)) {
                refuse(root, event, LateJournal.Reason.TOO_OLD);
                events.remove();
                late++;
            }
        }
        return late;
    }

    private void refuse(Root root, CrmEvent event, LateJournal.Reason reason) {
        lateEvents.inc();
        emitJournal(TableRow.journal(LateJournal.TYPE, new LateJournal.Entry(root, event, horizonMillis, reason)));
    }

    /** Retires the root where its history is complete and old enough that no event of it would be taken any more. */
    private boolean letGo(Head head) throws Exception {
        long letGoAt = retention.letGoAt(head.lastMillis());
        if (letGoAt > horizonMillis || !processor.isClosed(head)) {
            return false;
        }
        dropTimer(head);
        Seal seal = head.seal();
        state.seal(seal);
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, retention.forgetAt(seal.lastMillis()));
        return true;
    }

    private void forgetInTime(Seal seal) {
        if (retention.forgetAt(seal.lastMillis()) <= horizonMillis) {
            state.forget();
        }
    }

    private void setTimer(Head head) {
        long next = processor.nextDeadline(head);
        if (processor.isClosed(head)) {
            next = Math.min(next, retention.letGoAt(head.lastMillis()));
        }
        if (next != head.timerAtMillis()) {
            dropTimer(head);
            if (next != Head.NO_TIMER) {
                timers.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
            }
            head.timerSet(next);
        }
    }

    private void dropTimer(Head head) {
        if (head.timerAtMillis() != Head.NO_TIMER) {
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, head.timerAtMillis());
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
