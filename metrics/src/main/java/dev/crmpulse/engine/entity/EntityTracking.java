package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.policy.Entity;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which entities the histories of a timeline are about. */
public sealed interface EntityTracking extends Serializable {
    /** A lead and its deals. */
    EntityTracking LEAD_AND_DEALS = new LeadAndDeals();

    /** The deals alone, each by the events of its own family. */
    EntityTracking DEALS = new DealsAlone();

    /** A proposal with the questions about it, a contract, an order or an invoice: what the history's key names. */
    EntityTracking DESK = new Desk();

    /** One entity: the one that the history's key names. */
    static Single single(Entity entity, Set<EventType> reads) {
        return new Single(entity, reads);
    }

    /** One entity of one of several kinds: the one that the history's key names. */
    static EntityTracking oneOf(Single... kinds) {
        return new OneOf(List.of(kinds));
    }

    /** The kinds of entities there may be. */
    Set<Entity> entities();

    /** The types of events that may affect any of them. */
    Set<EventType> reads();

    /**
     * Before the first event.
     *
     * @param remembered what a metric remembers of each at first
     */
    <M extends BinaryState> EntityTracker<M> create(Supplier<M> remembered);

    record LeadAndDeals() implements EntityTracking {
        private static final Set<Entity> ENTITIES = Set.of(Entity.LEAD, Entity.DEAL);
        private static final Set<EventType> READS = EventType.of(Family.LEAD, Family.CONTACT, Family.DEAL);

        @Override
        public Set<Entity> entities() {
            return ENTITIES;
        }

        @Override
        public Set<EventType> reads() {
            return READS;
        }

        @Override
        public <M extends BinaryState> EntityTracker<M> create(Supplier<M> remembered) {
            return new Entities<>(remembered);
        }
    }

    record DealsAlone() implements EntityTracking {
        @Override
        public Set<Entity> entities() {
            return Set.of(Entity.DEAL);
        }

        /** Those of the lead too: they say who owns it. */
        @Override
        public Set<EventType> reads() {
            return LEAD_AND_DEALS.reads();
        }

        @Override
        public <M extends BinaryState> EntityTracker<M> create(Supplier<M> remembered) {
            return new Deals<>(remembered);
        }
    }

    record Desk() implements EntityTracking {
        private static final Set<Entity> ENTITIES =
                Set.of(Entity.PROPOSAL, Entity.QUESTION, Entity.CONTRACT, Entity.ORDER, Entity.INVOICE);
        private static final Set<EventType> READS =
                EventType.of(Family.PROPOSAL, Family.CONTRACT, Family.ORDER, Family.INVOICE);

        @Override
        public Set<Entity> entities() {
            return ENTITIES;
        }

        @Override
        public Set<EventType> reads() {
            return READS;
        }

        @Override
        public <M extends BinaryState> EntityTracker<M> create(Supplier<M> remembered) {
            return new DeskEntities<>(remembered);
        }
    }

    record Single(Entity entity, Set<EventType> reads) implements EntityTracking {
        public Single {
            reads = Set.copyOf(reads);
        }

        @Override
        public Set<Entity> entities() {
            return Set.of(entity);
        }

        @Override
        public <M extends BinaryState> EntityTracker<M> create(Supplier<M> remembered) {
            return new SingleEntity<>(entity, remembered);
        }
    }

    record OneOf(List<Single> kinds) implements EntityTracking {
        public OneOf {
            kinds = List.copyOf(kinds);
        }

        @Override
        public Set<Entity> entities() {
            return kinds.stream().map(Single::entity).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public Set<EventType> reads() {
            return kinds.stream().flatMap(kind -> kind.reads().stream()).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public <M extends BinaryState> EntityTracker<M> create(Supplier<M> remembered) {
            return new OneOfEntities<>(kinds, remembered);
        }
    }
}
