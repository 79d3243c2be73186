package dev.crmpulse.metrics.pipeline;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DealPayload;

/** Which events belong to a deal. */
final class DealEvents {
    private DealEvents() {}

    /** Whether the event is of the deal family and names its deal. */
    static boolean concernsDeal(CrmEvent event) {
        return event.payload() instanceof DealPayload && !event.dealId().isEmpty();
    }
}
