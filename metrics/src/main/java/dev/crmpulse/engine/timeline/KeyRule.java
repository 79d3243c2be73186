package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import java.io.Serializable;

/** Under which key a timeline evaluates events that are counted elsewhere. */
public interface KeyRule extends Serializable {
    /** Evaluates none. */
    KeyRule NONE = (subject, event) -> null;

    /**
     * The key that such an event names.
     *
     * @param subject the event's own subject
     * @return null where it names none: the event does not concern the timeline
     */
    EntityKey keyOf(EntityKey subject, CrmEvent event);
}
