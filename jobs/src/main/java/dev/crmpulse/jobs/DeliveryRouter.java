package dev.crmpulse.jobs;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.Delivery;
import dev.crmpulse.connectors.cloudevents.EventDelivery;
import dev.crmpulse.jobs.timeline.RootedEvent;
import dev.crmpulse.jobs.wire.WireTypes;
import dev.crmpulse.metrics.event.CrmEventCodec;
import dev.crmpulse.metrics.event.Root;
import dev.crmpulse.metrics.event.WireBuffer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends every delivery where it belongs: events to their timeline and to the event table, the rest aside. */
final class DeliveryRouter extends ProcessFunction<Delivery, RootedEvent> {
    static final OutputTag<Delivery> EVENTS = new OutputTag<>("events", WireTypes.DELIVERY);
    static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters", WireTypes.DEAD_LETTER);

    private transient WireBuffer scratch;

    @Override
    public void open(OpenContext context) {
        scratch = new WireBuffer();
    }

    @Override
    public void processElement(Delivery delivery, Context context, Collector<RootedEvent> timeline) {
        if (delivery instanceof EventDelivery event) {
            context.output(EVENTS, event);
            timeline.collect(new RootedEvent(
                    Root.key(event.tenant(), event.rootSubject()), CrmEventCodec.toBytes(event.event(), scratch)));
        } else if (delivery instanceof DeadLetter letter) {
            context.output(DEAD_LETTERS, letter);
        }
        // a tick of the clock has done its work in the watermark
    }
}
