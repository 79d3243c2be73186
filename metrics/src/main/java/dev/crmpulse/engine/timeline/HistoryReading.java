package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import java.io.Serializable;
import java.util.List;

/** How the accepted events of a history are read by the folds. */
public interface HistoryReading extends Serializable {
    /** As they are. */
    HistoryReading AS_THEY_ARE = (key, events) -> events;

    /**
     * What the folds of a key see of events, in the same order.
     *
     * @param events is not changed
     */
    List<CrmEvent> read(EntityKey key, List<CrmEvent> events);
}
