package dev.crmpulse.metrics.relationship;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.RelationshipPayload.Churned;
import dev.crmpulse.engine.event.RelationshipPayload.ContractRenewed;
import dev.crmpulse.engine.event.RelationshipPayload.PurchaseRepeated;
import dev.crmpulse.engine.event.RelationshipPayload.ReferralMade;
import dev.crmpulse.engine.event.RelationshipPayload.ValueAdded;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.relationship.RelationshipEvent.Step;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M22b: what binds customers to us, and which of them left. */
public final class RelationshipEventFold implements Fold<RelationshipEventFold.State, RelationshipEvent> {
    public static final Metric METRIC = Metric.of(new RelationshipEventFold(), "customer")
            .summed(Rollup.of(RelationshipEvent.TYPE).by("kind"));

    private static final Set<EventType> READS = Set.of(
            EventType.OFFER_VALUE_ADDED,
            EventType.REFERRAL_MADE,
            EventType.PURCHASE_REPEATED,
            EventType.CONTRACT_RENEWED,
            EventType.CUSTOMER_CHURNED);

    /** The events of one customer, the earliest first. */
    static final class State implements BinaryState {
        private final List<Step> steps = new ArrayList<>();

        @Override
        public void fields(BinaryFields f) throws IOException {
            f.values(steps, Step.BLANK);
        }
    }

    @Override
    public String metric() {
        return "M22b";
    }

    @Override
    public FactType<RelationshipEvent> factType() {
        return RelationshipEvent.TYPE;
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
        if (event.payload() instanceof ValueAdded offer) {
            add(state, event, "offer", offer.kind(), null, "");
        } else if (event.payload() instanceof ReferralMade referral) {
            add(state, event, "referral", referral.referred(), null, "");
        } else if (event.payload() instanceof PurchaseRepeated purchase) {
            add(state, event, "purchase", "", purchase.amount(), purchase.currency());
        } else if (event.payload() instanceof ContractRenewed renewed) {
            add(state, event, "renewal", renewed.contractId(), renewed.amount(), renewed.currency());
        } else if (event.payload() instanceof Churned churned) {
            add(state, event, "churn", churned.reason(), null, "");
        }
    }

    private static void add(
            State state, CrmEvent event, String kind, String detail, BigDecimal amount, String currency) {
        state.steps.add(new Step(kind, event.owner(), detail, amount, currency, event.timeMillis()));
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<RelationshipEvent> facts) {
        if (key.customerId().isEmpty()) {
            return;
        }
        int eventNo = 0;
        for (Step step : state.steps) {
            eventNo++;
            facts.accept(new RelationshipEvent(key, eventNo, step));
        }
    }

    /** What happened is complete as soon as it did. */
    @Override
    public boolean closed(State state) {
        return true;
    }
}
