package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.Serializable;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a metric means: a deterministic fold over the totally ordered, duplicate-free history of one key. All
 * that a fold remembers is in its state.
 *
 * @param <S> what the fold remembers of the events so far, and how that is written and read
 * @param <F> the facts that follow from it
 */
public interface Fold<S extends BinaryState, F extends Fact> extends Serializable {
    /** No deadline is pending. */
    long NEVER = Long.MAX_VALUE;

    /** The metric's id in the catalogue, such as {@code M1}. It names the fold's state for ever. */
    String metric();

    /** Version of the definition; raised when the same events give other facts. */
    default int version() {
        return factType().definitionVersion();
    }

    FactType<F> factType();

    /** The types of events that can change anything; it is called for no others. */
    Set<EventType> reads();

    /** Whether it evaluates policies of a kind that are made for an entity. */
    default boolean evaluates(PolicyKind kind, Entity entity) {
        return false;
    }

    /** What is remembered before the first event. */
    S create();

    /**
     * Takes in the next event of the history that is of a type it reads.
     *
     * @param policies those of the tenant; what was in force at a time never changes afterwards
     */
    void apply(S state, CrmEvent event, TenantPolicies policies);

    /** The facts that follow from the events so far. */
    void facts(S state, EntityKey key, Consumer<F> facts);

    /**
     * What people are to be notified of because a fact changed; of most facts nothing.
     *
     * @param before what was published, null where nothing was
     * @param after what holds now, null where the fact holds no more
     */
    default void notices(F before, F after, Consumer<Notice> to) {}

    /** When silence itself will change the facts next, in milliseconds since 1970 UTC; {@link #NEVER} if it won't. */
    default long nextDeadline(S state) {
        return NEVER;
    }

    /** Takes in that nothing happened up to and including the deadline that {@link #nextDeadline} returned. */
    default void passDeadline(S state, long deadlineMillis, TenantPolicies policies) {
        throw new IllegalStateException(metric() + " has no deadlines");
    }

    /** Whether the story is complete so far: nothing open that time alone, or the next event, is expected to end. */
    boolean closed(S state);
}
