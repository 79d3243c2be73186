package dev.crmpulse.metrics.desk;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.event.OrderPayload.Delayed;
import dev.crmpulse.engine.event.OrderPayload.Planned;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.PlannedDate;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/** M20b: whether orders are delivered when they were planned to be. */
public final class DeliveryFold implements Fold<DeliveryFold.State, Delivery> {
    public static final Metric METRIC = Metric.of(new DeliveryFold(), "desk").summed(Rollup.of(Delivery.TYPE));

    private static final Set<EventType> READS = EventType.of(Family.ORDER);

    /** One order since it was first planned. */
    static final class State implements BinaryState {
        private static final long NONE = BinaryCodec.NO_TIME;

        private Parties parties = Parties.NONE;
        private String contractId = "";
        private long plannedAt = NONE;
        private long firstPlannedAt = NONE;
        private int planCount;
        private int delayCount;
        private int alternativeCount;
        private long confirmedAt = NONE;
        private long startedAt = NONE;
        private long deliveredAt = NONE;
        private long signedOffAt = NONE;

        private boolean isPlanned() {
            return startedAt != NONE;
        }

        private boolean isDelivered() {
            return deliveredAt != NONE;
        }

        private void apply(CrmEvent event, TenantPolicies policies) {
            long at = event.timeMillis();
            if (event.payload() instanceof Planned planned) {
                startedAt = isPlanned() ? startedAt : at;
                contractId = contractId.isEmpty() ? planned.contractId() : contractId;
            }
            if (!isPlanned()) {
                return;
            }
            switch (event.type()) {
                case ORDER_PLANNED, ORDER_DELAYED -> {
                    if (event.payload() instanceof Delayed delayed) {
                        delayCount++;
                        alternativeCount += delayed.alternative() == Flag.YES ? 1 : 0;
                    }
                    plan(event, policies);
                }
                case ORDER_DELIVERY_CONFIRMED -> confirmedAt = isDelivered() ? confirmedAt : first(confirmedAt, at);
                case ORDER_DELIVERED -> deliveredAt = first(deliveredAt, at);
                case ORDER_SIGNED_OFF -> signedOffAt = isDelivered() ? first(signedOffAt, at) : signedOffAt;
                default -> {}
            }
        }

        /** Another date is to be confirmed anew; the one that a delivery met stays. */
        private void plan(CrmEvent event, TenantPolicies policies) {
            if (isDelivered()) {
                return;
            }
            Long date = PlannedDate.PLANNED_AT.of(
                    event, policies.profile(event.timeMillis()).zone());
            if (date != null) {
                firstPlannedAt = first(firstPlannedAt, date);
                plannedAt = date;
                planCount++;
                confirmedAt = NONE;
            } else if (PlannedDate.PLANNED_AT.isClearedBy(event)) {
                plannedAt = NONE;
                confirmedAt = NONE;
            }
        }

        private static long first(long known, long next) {
            return known == NONE ? next : known;
        }

        @Override
        public void fields(BinaryFields f) throws IOException {
            parties = parties.fields(f);
            contractId = f.text(contractId);
            plannedAt = f.time(plannedAt);
            firstPlannedAt = f.time(firstPlannedAt);
            planCount = f.varInt(planCount);
            delayCount = f.varInt(delayCount);
            alternativeCount = f.varInt(alternativeCount);
            confirmedAt = f.time(confirmedAt);
            startedAt = f.time(startedAt);
            deliveredAt = f.time(deliveredAt);
            signedOffAt = f.time(signedOffAt);
        }
    }

    @Override
    public String metric() {
        return "M20b";
    }

    @Override
    public FactType<Delivery> factType() {
        return Delivery.TYPE;
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
        state.parties = state.parties.after(event);
        state.apply(event, policies);
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<Delivery> facts) {
        if (key.kind().equals(EntityKey.ORDER) && state.isPlanned()) {
            facts.accept(new Delivery(
                    key,
                    state.parties,
                    state.contractId,
                    new Delivery.Plan(
                            BinaryCodec.orNull(state.plannedAt),
                            BinaryCodec.orNull(state.firstPlannedAt),
                            state.planCount,
                            BinaryCodec.orNull(state.confirmedAt)),
                    state.delayCount,
                    state.alternativeCount,
                    state.startedAt,
                    BinaryCodec.orNull(state.deliveredAt),
                    BinaryCodec.orNull(state.signedOffAt)));
        }
    }

    /** Closed when the customer has signed for it. */
    @Override
    public boolean closed(State state) {
        return !state.isPlanned() || state.signedOffAt != BinaryCodec.NO_TIME;
    }
}
