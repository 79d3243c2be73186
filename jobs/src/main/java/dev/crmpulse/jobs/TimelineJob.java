package dev.crmpulse.jobs;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.move.MoveStatement;
import dev.crmpulse.engine.rollup.WindowDelta;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.intake.IntakeCounter;
import dev.crmpulse.jobs.move.DealJoiner;
import dev.crmpulse.jobs.move.MoveResolver;
import dev.crmpulse.jobs.move.MoveStatementSerializer;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.jobs.record.ParsedRecordSerializer;
import dev.crmpulse.jobs.rollup.RollupOperator;
import dev.crmpulse.jobs.table.FactChangeSerializer;
import dev.crmpulse.jobs.table.TableRowSerializer;
import dev.crmpulse.jobs.timeline.KeyedEvent;
import dev.crmpulse.jobs.timeline.KeyedEventSerializer;
import dev.crmpulse.jobs.timeline.TimelineOperator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The job of some timelines and their windows: deliveries in, changes of facts out. It knows no Kafka, no ClickHouse. */
public final class TimelineJob {
    /** Name under which the changes of windows come out. */
    public static final String WINDOWS = "windows";

    private TimelineJob() {}

    /**
     * Lays out the job.
     *
     * @param deliveries with the horizon as watermark
     * @param timelines at least one
     */
    public static Streams define(
            DataStream<ParsedRecord> deliveries, List<Timeline> timelines, Retention retention, PolicyFeed policies) {
        SingleOutputStreamOperator<ParsedRecord> events = deliveries
                .process(new RecordRouter(timelines, policies), ParsedRecordSerializer.TYPE)
                .name("route")
                .uid("route");
        Map<String, DataStream<FactChange>> changes = new LinkedHashMap<>();
        DataStream<TableRow> journals = events.getSideOutput(RecordRouter.KEYS)
                .union(
                        counted(events, "intake"),
                        counted(events.getSideOutput(RecordRouter.DEAD_LETTERS), "intake-dead-letters"));
        DataStream<WindowDelta> deltas = null;
        for (Timeline timeline : timelines) {
            DataStream<KeyedEvent> arriving = events.getSideOutput(RecordRouter.tag(timeline));
            SingleOutputStreamOperator<FactChange> evaluated = (timeline.sharesHistories()
                            ? arriving.union(moves(events, timeline))
                            : arriving)
                    .keyBy(KeyedEvent::key, Types.STRING)
                    .transform(
                            timeline.name() + " timeline",
                            FactChangeSerializer.TYPE,
                            new TimelineOperator(timeline, retention, policies))
                    .uid("timeline-" + timeline.name());
            DataStream<FactChange> stated = evaluated;
            journals = journals.union(evaluated.getSideOutput(TimelineOperator.JOURNALS));
            DataStream<WindowDelta> summed = evaluated.getSideOutput(TimelineOperator.WINDOWS);
            if (timeline.sharesHistories()) {
                SingleOutputStreamOperator<FactChange> shared = evaluated
                        .getSideOutput(TimelineOperator.FORWARDS)
                        .keyBy(KeyedEvent::key, Types.STRING)
                        .transform(
                                timeline.name() + " shared histories",
                                FactChangeSerializer.TYPE,
                                TimelineOperator.ofShared(timeline, retention, policies))
                        .uid("shared-" + timeline.name());
                stated = evaluated.union(shared);
                journals = journals.union(shared.getSideOutput(TimelineOperator.JOURNALS));
                summed = summed.union(shared.getSideOutput(TimelineOperator.WINDOWS));
            }
            changes.put(timeline.name(), stated);
            deltas = deltas == null ? summed : deltas.union(summed);
        }
        SingleOutputStreamOperator<FactChange> windows = deltas.keyBy(RollupOperator::keyOf, Types.STRING)
                .transform("roll-up", FactChangeSerializer.TYPE, new RollupOperator())
                .uid("roll-up");
        changes.put(WINDOWS, windows);
        return new Streams(
                events,
                events.getSideOutput(RecordRouter.DEAD_LETTERS),
                changes,
                journals.union(windows.getSideOutput(RollupOperator.CORRECTIONS)));
    }

    private static <R extends ParsedRecord> DataStream<TableRow> counted(DataStream<R> records, String name) {
        return records.transform(name, TableRowSerializer.TYPE, new IntakeCounter<R>())
                .uid(name);
    }

    /** Which histories of a timeline become one: by merges, and by events that name a deal and its lead. */
    private static DataStream<KeyedEvent> moves(SingleOutputStreamOperator<ParsedRecord> events, Timeline timeline) {
        return events.getSideOutput(RecordRouter.DEALS)
                .keyBy(MoveStatement::key, Types.STRING)
                .process(new DealJoiner(), MoveStatementSerializer.TYPE)
                .name("deals of " + timeline.name())
                .uid("deals-" + timeline.name())
                .union(events.getSideOutput(RecordRouter.MERGES))
                .keyBy(MoveStatement::tenant, Types.STRING)
                .process(new MoveResolver(), KeyedEventSerializer.TYPE)
                .name("moves of " + timeline.name())
                .uid("moves-" + timeline.name())
                .setParallelism(1);
    }
}
