package dev.crmpulse.metrics.service;

import static dev.crmpulse.engine.event.BinaryCodec.NO_TIME;

import dev.crmpulse.engine.entity.DealOwner;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.event.ImprovementPayload.Opened;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/** M16: what is to be made better, when it was done, and whether the customer confirmed it. */
public final class ImprovementFold implements Fold<ImprovementFold.State, Improvement> {
    public static final Metric METRIC = Metric.of(new ImprovementFold(), "ticket")
            .summed(Rollup.of(Improvement.TYPE).by("kind"));

    private static final Set<EventType> READS = EventType.of(Family.IMPROVEMENT);

    /** One improvement: its first opening, the first time that it was done after it, and the first confirmation after that. */
    static final class State implements BinaryState {
        private final DealOwner owner = new DealOwner();
        private String ticketId = "";
        private String customerId = "";
        private String kind = "";
        private String due = "";
        private long openedAt = NO_TIME;
        private long doneAt = NO_TIME;
        private long confirmedAt = NO_TIME;

        @Override
        public void fields(BinaryFields f) throws IOException {
            owner.fields(f);
            ticketId = f.text(ticketId);
            customerId = f.text(customerId);
            kind = f.text(kind);
            due = f.text(due);
            openedAt = f.time(openedAt);
            doneAt = f.time(doneAt);
            confirmedAt = f.time(confirmedAt);
        }

        private boolean isOpened() {
            return openedAt != NO_TIME;
        }

        private boolean isDone() {
            return doneAt != NO_TIME;
        }

        private void open(Opened opened, CrmEvent event) {
            ticketId = ticketId.isEmpty() ? opened.ticketId() : ticketId;
            kind = opened.kind().isEmpty() ? kind : opened.kind();
            if (!opened.dueAt().isEmpty() || event.clears(DataMember.DUE_AT)) {
                due = opened.dueAt();
            }
            openedAt = isOpened() ? openedAt : event.timeMillis();
        }
    }

    @Override
    public String metric() {
        return "M16";
    }

    @Override
    public FactType<Improvement> factType() {
        return Improvement.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return READS;
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void apply(State state, CrmEvent event, TenantPolicies policies) {
        state.owner.apply(event);
        state.customerId = state.customerId.isEmpty() ? event.customerId() : state.customerId;
        if (event.payload() instanceof Opened opened) {
            state.open(opened, event);
        } else if (event.type() == EventType.IMPROVEMENT_DONE) {
            state.doneAt = state.isOpened() && !state.isDone() ? event.timeMillis() : state.doneAt;
        } else if (state.isDone() && state.confirmedAt == NO_TIME) {
            state.confirmedAt = event.timeMillis();
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<Improvement> facts) {
        if (key.kind().equals(EntityKey.IMPROVEMENT) && state.isOpened()) {
            facts.accept(new Improvement(
                    key,
                    state.ticketId,
                    state.customerId,
                    state.owner.orOfLead(""),
                    state.kind,
                    state.due,
                    state.openedAt,
                    BinaryCodec.orNull(state.doneAt),
                    BinaryCodec.orNull(state.confirmedAt)));
        }
    }

    @Override
    public boolean closed(State state) {
        return !state.isOpened() || state.confirmedAt != NO_TIME;
    }
}
