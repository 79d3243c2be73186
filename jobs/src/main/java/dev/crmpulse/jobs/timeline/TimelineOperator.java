package dev.crmpulse.jobs.timeline;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.move.SharedHistory;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.rollup.Cause;
import dev.crmpulse.engine.rollup.WindowDelta;
import dev.crmpulse.engine.rollup.WindowDeltas;
import dev.crmpulse.engine.timeline.HistoryReading;
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
import dev.crmpulse.jobs.table.HorizonJournal;
import dev.crmpulse.jobs.table.LateJournal;
import dev.crmpulse.jobs.table.ProgressJournal;
import dev.crmpulse.jobs.table.TableRowSerializer;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
 *
 * <p>There are two of them for a timeline whose histories may become one. The first has every event under its own key. Where a
 * history moves, it takes the facts back, goes on counting the deliveries and forwards each of them to the second one, which
 * evaluates shared histories under the key of the lead that stays. What the first one stated of that lead itself stands: the
 * second one resumes from the state it was left in.
 */
public final class TimelineOperator extends AbstractStreamOperator<FactChange>
        implements OneInputStreamOperator<KeyedEvent, FactChange>, Triggerable<String, VoidNamespace> {

    /** Rows for the ledger, the late table and the progress table. */
    public static final OutputTag<TableRow> JOURNALS = new OutputTag<>("journals", TableRowSerializer.TYPE);

    /** What changes in windows. */
    public static final OutputTag<WindowDelta> WINDOWS = new OutputTag<>("windows", WindowDeltaSerializer.TYPE);

    /** Events and messages on their way to where histories are shared. */
    public static final OutputTag<KeyedEvent> FORWARDS = new OutputTag<>("forwards", KeyedEventSerializer.TYPE);

    private static final long MINUTE_MILLIS = 60_000;

    private final Timeline timeline;
    private final boolean isShared;
    private final Retention retention;
    private final PolicyFeed policyFeed;

    private transient PolicyReader policies;
    private transient Policies inForce;
    private transient WindowDeltas windows;
    private transient Alerts alerts;
    private transient TimelineProcessor processor;
    private transient TimelineProcessor counter;
    private transient Map<String, String> moves;
    private transient Map<String, MoveMessage.Resume> resumptions;
    private transient KeyState keyState;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient ListState<Long> horizonState;
    private transient long horizonMillis;
    private transient long nextMinuteMillis;
    private transient PendingEvents pending;
    private transient StoredOrder order;
    private transient Ledger ledger;
    private transient Counter refolds;
    private transient Counter lateEvents;

    public TimelineOperator(Timeline timeline, Retention retention, PolicyFeed policyFeed) {
        this(timeline, false, retention, policyFeed);
    }

    /** The one that evaluates the histories that became one; they are counted before it. */
    public static TimelineOperator ofShared(Timeline timeline, Retention retention, PolicyFeed policyFeed) {
        return new TimelineOperator(timeline, true, retention, policyFeed);
    }

    private TimelineOperator(Timeline timeline, boolean isShared, Retention retention, PolicyFeed policyFeed) {
        this.timeline = timeline;
        this.isShared = isShared;
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
        processor =
                new TimelineProcessor(timeline, inForce, isShared ? new SharedHistory() : HistoryReading.AS_THEY_ARE);
        counter = new TimelineProcessor(timeline.counting(), inForce);
        moves = new LinkedHashMap<>();
        resumptions = new HashMap<>();
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
        KeyedEvent arrived = record.getValue();
        if (MoveMessage.is(arrived.event())) {
            take(arrived.key(), MoveMessage.read(arrived.event()));
            return;
        }
        pending.add(arrived.key(), arrived.event());
        if (pending.isFull()) {
            processPending();
        }
    }

    private void take(String key, MoveMessage message) throws Exception {
        if (message instanceof MoveMessage.To to) {
            moves.put(key, to.root());
        } else if (message instanceof MoveMessage.Resume resume) {
            resumptions.putIfAbsent(key, resume);
        } else if (message instanceof MoveMessage.Withdraw withdraw) {
            // what waits may be of the history that goes, and of the same that comes back
            processPending();
            setCurrentKey(key);
            withdraw(key, withdraw.chunk());
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        processPending();
        resume(Long.MAX_VALUE);
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
            resume(Long.MAX_VALUE);
            // the end of the input is no moment in time: what is open stays open
            output.emitWatermark(watermark);
            return;
        }
        if (watermark.getTimestamp() > horizonMillis) {
            resume(horizonMillis);
            horizonMillis = watermark.getTimestamp();
            if (!isShared) {
                noteHorizon();
            }
        }
        if (getTimeServiceManager().isPresent()) {
            getTimeServiceManager().get().advanceWatermark(watermark);
        }
        // what silence changed goes before the horizon that made it so
        drain();
        output.emitWatermark(watermark);
    }

    private void noteHorizon() {
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        emitJournal(TableRow.journal(
                ProgressJournal.TYPE, new ProgressJournal.Entry(timeline.name(), subtask, horizonMillis)));
        long now = getProcessingTimeService().getCurrentProcessingTime();
        if (now >= nextMinuteMillis) {
            long minute = Math.floorDiv(now, MINUTE_MILLIS) * MINUTE_MILLIS;
            nextMinuteMillis = minute + MINUTE_MILLIS;
            emitJournal(TableRow.journal(
                    HorizonJournal.TYPE, new HorizonJournal.Entry(timeline.name(), subtask, minute, horizonMillis)));
        }
    }

    @Override
    public void finish() throws Exception {
        processPending();
        resume(Long.MAX_VALUE);
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
        for (Map.Entry<String, String> move : order.of(moves)) {
            setCurrentKey(move.getKey());
            move(move.getKey(), move.getValue());
        }
        moves.clear();
        for (Map.Entry<String, PendingEvents.Batch> batch : order.of(pending.batches())) {
            setCurrentKey(batch.getKey());
            processKey(batch.getKey(), batch.getValue());
        }
        pending.clear();
        drain();
    }

    private void processKey(String text, PendingEvents.Batch waiting) throws Exception {
        EntityKey key = EntityKey.ofText(text);
        KeyState.Stored stored = keyState.read();
        if (stored instanceof KeyState.Open open) {
            if (isShared && open.isNew()) {
                // nothing is stated before what the key's own timeline stated is known
                keyState.append(pending.chunk(waiting));
                return;
            }
            evaluate(key, open.state(), waiting);
        } else if (stored instanceof KeyState.Moved moved) {
            count(key, moved, waiting);
        } else if (stored instanceof KeyState.Retired retired) {
            List<CrmEvent> batch = pending.read(waiting);
            if (isShared) {
                takeBack(key, batch);
            } else {
                countDelivered(key, batch);
            }
            refuseLate(key, batch);
            batch.forEach(event -> refuse(key, event, LateJournal.Reason.RETIRED));
            purge(retired.retired());
        }
    }

    private void evaluate(EntityKey key, TimelineState state, PendingEvents.Batch waiting) throws Exception {
        ProcessingResult result = process(processor, key, state, waiting);
        emit(key, result, Cause.of(key.subject(), result.remembered(), result.redelivered()));
        boolean hasEvents = state.lastMillis() != Long.MIN_VALUE;
        if (hasEvents ? !expire(state) : isShared) {
            setTimer(state);
            keyState.write(state);
        }
    }

    /** Counts deliveries of a history that is evaluated elsewhere, and forwards those that were not known. */
    private void count(EntityKey key, KeyState.Moved moved, PendingEvents.Batch waiting) throws Exception {
        ProcessingResult result = process(counter, key, moved.state(), waiting);
        forward(moved.root(), result.remembered());
        boolean isTimed = moved.state().timerAtMillis() != TimelineState.NO_TIMER;
        keepMoved(moved.root(), moved.state(), isTimed ? moved.state().timerAtMillis() : Long.MIN_VALUE);
    }

    /**
     * Keeps a history that is evaluated elsewhere, to count its deliveries and to move it on, for as long as events of its time are taken.
     * Where it went is known as long as a retired key is.
     *
     * @param untilMillis not let go before
     */
    private void keepMoved(String root, TimelineState state, long untilMillis) throws Exception {
        long lastMillis = state.lastMillis();
        if (lastMillis == Long.MIN_VALUE) {
            keyState.move(root, state); // its first event is still to come
            return;
        }
        long expiresAt = Math.max(untilMillis, retention.expiresAt(lastMillis));
        if (expiresAt > horizonMillis) {
            setTimer(state, expiresAt);
            keyState.move(root, state);
        } else if (retention.forgetAt(lastMillis) > horizonMillis) {
            TimelineState known = state.letGo();
            setTimer(known, retention.forgetAt(lastMillis));
            keyState.letGo(root, known);
        } else {
            dropTimer(state);
            keyState.forget();
        }
    }

    private ProcessingResult process(
            TimelineProcessor by, EntityKey key, TimelineState state, PendingEvents.Batch waiting) throws Exception {
        List<CrmEvent> batch = pending.read(waiting);
        int size = batch.size();
        if (!isShared) {
            countDelivered(key, batch);
        }
        refuseLate(key, batch);
        ProcessingResult result = by.process(key, state, batch, horizonMillis, keyState::history);
        if (!isShared) {
            ledger.settled(key.tenant(), result.settlement());
        }
        if (result.refolded() && size > 0) {
            refolds.inc();
        }
        if (size > 0 && result.remembered().size() == size) {
            keyState.append(pending.chunk(waiting));
        } else {
            keyState.append(result.remembered());
        }
        return result;
    }

    private void emit(EntityKey key, ProcessingResult result, Cause cause) {
        windows.because(cause, horizonMillis);
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
    }

    /** Has the key's history evaluated under another key, or shared under its own. */
    private void move(String text, String root) throws Exception {
        KeyState.Stored stored = keyState.read();
        boolean stays = text.equals(root);
        if (stored instanceof KeyState.Open open) {
            dropTimer(open.state());
            if (stays) {
                forward(
                        root,
                        new MoveMessage.Resume(
                                horizonMillis,
                                keyState.bytes(open.state()),
                                open.state().revision()));
            } else {
                EntityKey key = EntityKey.ofText(text);
                emit(key, processor.retract(key, open.state()), Cause.merge(key.subject()));
            }
            move(root, open.state().counted());
        } else if (stored instanceof KeyState.Moved moved && !moved.root().equals(root)) {
            forward(moved.root(), new MoveMessage.Withdraw(keyState.chunk(keyState.history())));
            if (stays) {
                forward(
                        root,
                        new MoveMessage.Resume(
                                horizonMillis, null, moved.state().revision()));
            }
            move(root, moved.state());
        } else if (stored instanceof KeyState.Retired retired && stays) {
            // what was let go moves no more, but others may move to it
            forward(
                    root,
                    new MoveMessage.Resume(
                            horizonMillis, null, retired.retired().revision()));
        }
    }

    private void move(String root, TimelineState counted) throws Exception {
        forward(root, keyState.history());
        // however old it is: whoever merges leads today may merge them further tomorrow
        keepMoved(root, counted, retention.expiresAt(horizonMillis));
    }

    private void forward(String root, List<CrmEvent> events) {
        for (CrmEvent event : events) {
            output.collect(FORWARDS, new StreamRecord<>(KeyedEvent.of(root, event)));
        }
    }

    private void forward(String root, MoveMessage message) {
        output.collect(FORWARDS, new StreamRecord<>(message.to(root)));
    }

    /**
     * Goes on with keys whose own timeline stated facts, up to the horizon to which it did: evaluated sooner, what silence
     * changed there would be taken back.
     */
    private void resume(long untilMillis) throws Exception {
        Map<String, MoveMessage.Resume> due = new HashMap<>(resumptions);
        due.values().removeIf(resumption -> resumption.horizonMillis() > untilMillis);
        for (Map.Entry<String, MoveMessage.Resume> resumption : order.of(due)) {
            setCurrentKey(resumption.getKey());
            resume(resumption.getKey(), resumption.getValue());
        }
        resumptions.keySet().removeAll(due.keySet());
        drain();
    }

    private void resume(String text, MoveMessage.Resume resumption) throws Exception {
        if (keyState.read() instanceof KeyState.Open open && open.isNew()) {
            EntityKey key = EntityKey.ofText(text);
            TimelineState state = (resumption.state() == null ? open.state() : keyState.read(resumption.state()))
                    .resumed(resumption.revision());
            emit(key, processor.resume(key, state, horizonMillis, keyState.history()), Cause.merge(key.subject()));
            setTimer(state);
            keyState.write(state);
        }
    }

    private void withdraw(String text, byte[] chunk) throws Exception {
        List<CrmEvent> left = keyState.remove(chunk);
        if (keyState.read() instanceof KeyState.Open open && !open.isNew()) {
            EntityKey key = EntityKey.ofText(text);
            emit(key, processor.refold(key, open.state(), List.of(), horizonMillis, left), Cause.merge(key.subject()));
            setTimer(open.state());
            keyState.write(open.state());
        }
        drain();
    }

    /** Counts those of the deliveries that are counted on this timeline, and not on another one. */
    private void countDelivered(EntityKey key, List<CrmEvent> batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (timeline.isHomeOf(batch.get(i).type())) {
                ledger.delivered(key.tenant(), batch.get(i));
            }
        }
    }

    /** Where histories are shared, deliveries were accepted when they came. */
    private void takeBack(EntityKey key, List<CrmEvent> batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (timeline.isHomeOf(batch.get(i).type())) {
                ledger.takenBack(key.tenant(), batch.get(i));
            }
        }
    }

    private void refuseLate(EntityKey key, List<CrmEvent> batch) {
        if (isShared) {
            return; // they were taken when they came
        }
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
        if (timeline.isHomeOf(event.type())) {
            ledger.late(key.tenant(), event);
        }
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
        if (state.lastMillis() != Long.MIN_VALUE && processor.isClosed(state)) {
            next = Math.min(next, retention.expiresAt(state.lastMillis()));
        }
        setTimer(state, next);
    }

    private void setTimer(TimelineState state, long next) {
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
