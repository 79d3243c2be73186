package dev.crmpulse.jobs;

import dev.crmpulse.connectors.cloudevents.Delivery;
import dev.crmpulse.jobs.timeline.RootedEvent;
import dev.crmpulse.jobs.timeline.TimelineOperator;
import dev.crmpulse.jobs.wire.WireTypes;
import dev.crmpulse.metrics.fact.FactChange;
import dev.crmpulse.metrics.timeline.Retention;
import dev.crmpulse.metrics.timeline.Timeline;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The job of one timeline: deliveries in, changes of facts out. It knows no Kafka and no ClickHouse. */
public final class TimelineJob {
    private TimelineJob() {}

    /**
     * Lays out the job.
     *
     * @param deliveries with the horizon as watermark
     */
    public static Streams define(DataStream<Delivery> deliveries, Timeline timeline, Retention retention) {
        SingleOutputStreamOperator<RootedEvent> rooted = deliveries
                .process(new DeliveryRouter(), WireTypes.ROOTED_EVENT)
                .name("route")
                .uid("route");
        SingleOutputStreamOperator<FactChange> changes = rooted.keyBy(RootedEvent::key, Types.STRING)
                .transform(
                        timeline.name() + " timeline", WireTypes.FACT_CHANGE, new TimelineOperator(timeline, retention))
                .uid("timeline-" + timeline.name());
        return new Streams(
                rooted.getSideOutput(DeliveryRouter.EVENTS),
                rooted.getSideOutput(DeliveryRouter.DEAD_LETTERS),
                changes,
                changes.getSideOutput(TimelineOperator.JOURNALS));
    }
}
