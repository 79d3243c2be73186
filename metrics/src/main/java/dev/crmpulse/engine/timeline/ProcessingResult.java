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
 * @param settlement which events count otherwise than before
 * @param refolded whether the history had to be read
 * @param redelivered whether the first of the remembered is another delivery of an event that was known
 */
public record ProcessingResult(
        List<FactChange> changes,
        List<Notice> notices,
        long revision,
        List<CrmEvent> remembered,
        Settlement settlement,
        boolean refolded,
        boolean redelivered) {
    /** How many more events are accepted than before; fewer: negative. */
    public long acceptedDelta() {
        return settlement.acceptedDelta();
    }

    /** How many more deliveries have an id of their own but the contents of an accepted event. */
    public long twinsDelta() {
        return settlement.twinsDelta();
    }
}
