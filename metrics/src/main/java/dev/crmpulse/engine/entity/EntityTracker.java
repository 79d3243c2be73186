package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The entities of one history: which there are, which of them an event affects, and whose each is.
 *
 * @param <M> what a metric remembers of each
 */
public interface EntityTracker<M extends BinaryState> extends BinaryState {
    /** Takes in the next event of the history. */
    void apply(CrmEvent event);

    /** Those that the last event affects; holds until the next one. */
    List<TrackedEntity<M>> affected();

    /** Those of which the last event changed an id or the owner, affected or not; holds until the next one. */
    List<TrackedEntity<M>> changed();

    /** Goes through those of which something is remembered, always in the same order. */
    void forEachRemembered(Consumer<TrackedEntity<M>> action);

    /** Whether any of those matches. */
    default boolean anyRemembered(Predicate<TrackedEntity<M>> condition) {
        boolean[] any = {false};
        forEachRemembered(one -> any[0] |= condition.test(one));
        return any[0];
    }
}
