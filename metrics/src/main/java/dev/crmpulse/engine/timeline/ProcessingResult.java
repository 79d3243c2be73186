package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.fact.FactChange;
import java.util.List;

/**
 * What a batch of deliveries changed.
 *
 * @param changes facts to publish
 * @param notices what people are to be notified of because of them
 * @param revision of the history's last publication, so that of the changes where there are any
 * @param remembered deliveries the history does not hold yet
 * @param acceptedDelta how many more events are accepted than before (fewer: negative)
 * @param twinsDelta how many more deliveries have an id of their own but the contents of an accepted event
 * @param refolded whether the history had to be read
 */
public record ProcessingResult(
        List<FactChange> changes,
        List<Notice> notices,
        long revision,
        List<CrmEvent> remembered,
        long acceptedDelta,
        long twinsDelta,
        boolean refolded) {}
