package dev.crmpulse.engine.move;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.timeline.HistoryReading;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The history of a lead to which other histories have moved. Their events are read as if they named this lead; what ended
 * another lead (its merge, its disqualification, its deletion in the course of a merge) ends nothing here.
 */
public final class SharedHistory implements HistoryReading {
    private static final long serialVersionUID = 1L;

    private static final Set<EventType> ENDS =
            EnumSet.of(EventType.LEAD_MERGED, EventType.LEAD_DISQUALIFIED, EventType.LEAD_DELETED);

    @Override
    public List<CrmEvent> read(EntityKey key, List<CrmEvent> events) {
        List<CrmEvent> read = new ArrayList<>(events.size());
        for (CrmEvent event : events) {
            if (event.leadId().equals(key.leadId())) {
                read.add(event);
            } else if (!ENDS.contains(event.type())) {
                read.add(event.withLead(key.leadId()));
            }
        }
        return read;
    }
}
