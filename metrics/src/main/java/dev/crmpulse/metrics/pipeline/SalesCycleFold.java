package dev.crmpulse.metrics.pipeline;

import dev.crmpulse.engine.entity.DealOwner;
import dev.crmpulse.engine.entity.LeadOwner;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** M5: how each deal ended and how long it took. A deleted deal has no row. */
public final class SalesCycleFold implements Fold<SalesCycleFold.State, Deal> {
    public static final Metric METRIC = Metric.of(new SalesCycleFold(), "engagement")
            .summed(Rollup.of(Deal.TYPE).counting("outcome"));

    private static final Set<EventType> READS = EventType.of(Family.LEAD, Family.CONTACT, Family.DEAL);

    /** The deals of one root, and the owner of its lead. */
    static final class State {
        private LeadOwner lead = new LeadOwner();
        private final Map<String, DealState> deals = new TreeMap<>();
    }

    private static final class DealState {
        private String leadId = "";
        private String customerId = "";
        private DealOwner owner = new DealOwner();
        private String stage = "";
        private StageNames stageNames = new StageNames();
        private BigDecimal amount;
        private String currency = "";
        private Outcome outcome = Outcome.OPEN;
        private String lossReason = "";
        private int reopenCount;
        private boolean created;
        private long firstEventAt;
        private long startedAt;
        private long endedAt = BinaryCodec.NO_TIME;

        private void apply(CrmEvent event, TenantPolicies policies) {
            stageNames.apply(event);
            leadId = leadId.isEmpty() ? event.leadId() : leadId;
            customerId = customerId.isEmpty() ? event.customerId() : customerId;
            owner.apply(event);
            if (event.payload() instanceof DealPayload.Created deal) {
                startedAt = created ? startedAt : event.timeMillis();
                created = true;
                setStage(deal.stage(), DataMember.STAGE, event, policies);
                setAmount(deal.amount(), deal.currency(), event);
            } else if (event.payload() instanceof DealPayload.StageChanged change) {
                setStage(change.to(), DataMember.TO, event, policies);
            } else if (event.payload() instanceof DealPayload.Won won) {
                if (close(Outcome.WON, "", event.timeMillis())) {
                    setAmount(won.amount(), won.currency(), event);
                }
            } else if (event.payload() instanceof DealPayload.Lost lost) {
                close(Outcome.LOST, lost.reason(), event.timeMillis());
            } else if (event.payload() instanceof DealPayload.Reopened reopened) {
                setStage(reopened.stage(), DataMember.STAGE, event, policies);
                reopen();
            } else if (event.payload() instanceof DealPayload.AmountChanged change) {
                setAmount(change.amount(), change.currency(), event);
            } else if (event.payload() instanceof DealPayload.Deleted) {
                close(Outcome.DELETED, "", event.timeMillis());
            }
        }

        private void setStage(String named, DataMember member, CrmEvent event, TenantPolicies policies) {
            if (!named.isEmpty() || event.clears(member)) {
                stage = stageNames.spell(named, event.timeMillis(), policies);
            }
        }

        private void setAmount(BigDecimal newAmount, String newCurrency, CrmEvent event) {
            amount = newAmount == null && !event.clears(DataMember.AMOUNT) ? amount : newAmount;
            currency = newCurrency.isEmpty() && !event.clears(DataMember.CURRENCY) ? currency : newCurrency;
        }

        /** The first of several equal outcomes counts, and none of what is deleted; returns whether this one did. */
        private boolean close(Outcome as, String reason, long atMillis) {
            if (outcome == as || outcome == Outcome.DELETED) {
                return false;
            }
            outcome = as;
            lossReason = reason;
            endedAt = atMillis;
            return true;
        }

        /** The creation; the first event where the outcome lies before it. */
        private long begin() {
            return endedAt != BinaryCodec.NO_TIME && endedAt < startedAt ? firstEventAt : startedAt;
        }

        private void reopen() {
            if (outcome != Outcome.OPEN) {
                outcome = Outcome.OPEN;
                lossReason = "";
                endedAt = BinaryCodec.NO_TIME;
                reopenCount++;
            }
        }
    }

    @Override
    public String metric() {
        return "M5";
    }

    @Override
    public FactType<Deal> factType() {
        return Deal.TYPE;
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
        state.lead.apply(event);
        if (DealEvents.concernsDeal(event)) {
            DealState deal = state.deals.get(event.dealId());
            if (deal == null) {
                deal = new DealState();
                deal.firstEventAt = event.timeMillis();
                deal.startedAt = event.timeMillis();
                deal.created = event.type() == EventType.DEAL_CREATED;
                state.deals.put(event.dealId(), deal);
            }
            deal.apply(event, policies);
        }
    }

    @Override
    public void facts(State state, EntityKey root, Consumer<Deal> facts) {
        state.deals.forEach((id, deal) -> {
            if (deal.outcome != Outcome.DELETED) {
                facts.accept(new Deal(
                        new FactSubject(root.tenant(), deal.leadId, id, deal.customerId),
                        deal.owner.orOfLead(state.lead.owner()),
                        deal.stage,
                        deal.amount,
                        deal.currency,
                        deal.outcome,
                        deal.lossReason,
                        deal.reopenCount,
                        deal.begin(),
                        BinaryCodec.orNull(deal.endedAt)));
            }
        });
    }

    @Override
    public boolean closed(State state) {
        return state.deals.values().stream().noneMatch(deal -> deal.outcome == Outcome.OPEN);
    }

    @Override
    public void write(State state, DataOutput out) throws IOException {
        state.lead.write(out);
        BinaryCodec.writeVarLong(out, state.deals.size());
        for (Map.Entry<String, DealState> entry : state.deals.entrySet()) {
            DealState deal = entry.getValue();
            BinaryCodec.writeText(out, entry.getKey());
            BinaryCodec.writeText(out, deal.leadId);
            BinaryCodec.writeText(out, deal.customerId);
            deal.owner.write(out);
            BinaryCodec.writeText(out, deal.stage);
            deal.stageNames.write(out);
            BinaryCodec.writeDecimal(out, deal.amount);
            BinaryCodec.writeText(out, deal.currency);
            out.writeByte(deal.outcome.code());
            BinaryCodec.writeText(out, deal.lossReason);
            BinaryCodec.writeVarLong(out, deal.reopenCount);
            out.writeBoolean(deal.created);
            out.writeLong(deal.firstEventAt);
            out.writeLong(deal.startedAt);
            BinaryCodec.writeTime(out, deal.endedAt);
        }
    }

    @Override
    public State read(DataInput in) throws IOException {
        State state = new State();
        state.lead = LeadOwner.read(in);
        for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
            DealState deal = new DealState();
            state.deals.put(BinaryCodec.readText(in), deal);
            deal.leadId = BinaryCodec.readText(in);
            deal.customerId = BinaryCodec.readText(in);
            deal.owner = DealOwner.read(in);
            deal.stage = BinaryCodec.readText(in);
            deal.stageNames = StageNames.read(in);
            deal.amount = BinaryCodec.readDecimal(in);
            deal.currency = BinaryCodec.readText(in);
            deal.outcome = Outcome.ofCode(in.readUnsignedByte());
            deal.lossReason = BinaryCodec.readText(in);
            deal.reopenCount = (int) BinaryCodec.readVarLong(in);
            deal.created = in.readBoolean();
            deal.firstEventAt = in.readLong();
            deal.startedAt = in.readLong();
            deal.endedAt = BinaryCodec.readTime(in);
        }
        return state;
    }
}
