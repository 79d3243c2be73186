package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.policy.Entity;
import java.io.DataInput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Set;

/** Which entities the histories of a timeline are about. */
public sealed interface EntityTracking extends Serializable {
    /** A lead and its deals. */
    EntityTracking LEAD_AND_DEALS = new LeadAndDeals();

    /** The deals alone, each by the events of its own family. */
    EntityTracking DEALS = new DealsAlone();

    /** One entity: the one that the history's key names. */
    static EntityTracking single(Entity entity, Set<EventType> reads) {
        return new Single(entity, reads);
    }

    /** The kinds of entities there may be. */
    Set<Entity> entities();

    /** The types of events that may affect any of them. */
    Set<EventType> reads();

    /** Before the first event. */
    <M> EntityTracker<M> create();

    <M> EntityTracker<M> read(StateCodec<M> codec, DataInput in) throws IOException;

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
        public <M> EntityTracker<M> create() {
            return new Entities<>();
        }

        @Override
        public <M> EntityTracker<M> read(StateCodec<M> codec, DataInput in) throws IOException {
            return Entities.read(codec, in);
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
        public <M> EntityTracker<M> create() {
            return new Deals<>();
        }

        @Override
        public <M> EntityTracker<M> read(StateCodec<M> codec, DataInput in) throws IOException {
            return Deals.read(codec, in);
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
        public <M> EntityTracker<M> create() {
            return new SingleEntity<>(entity);
        }

        @Override
        public <M> EntityTracker<M> read(StateCodec<M> codec, DataInput in) throws IOException {
            return SingleEntity.read(entity, codec, in);
        }
    }
}
