package dev.crmpulse.metrics.pipeline;

import dev.crmpulse.engine.entity.TrackedEntity;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;
import java.math.BigDecimal;

/** How one deal went from its beginning on: stage, amount and outcome. */
final class SalesCycle implements BinaryState {
    private String stage = "";
    private final StageNames stageNames = new StageNames();
    private BigDecimal amount;
    private String currency = "";
    private Outcome outcome = Outcome.OPEN;
    private String lossReason = "";
    private int reopenCount;
    private boolean created;
    private long firstEventAt;
    private long startedAt;
    private long endedAt = BinaryCodec.NO_TIME;

    /** That of a deal by the first event that names it. */
    static SalesCycle beginning(CrmEvent event) {
        SalesCycle cycle = new SalesCycle();
        cycle.firstEventAt = event.timeMillis();
        cycle.startedAt = event.timeMillis();
        cycle.created = event.type() == EventType.DEAL_CREATED;
        return cycle;
    }

    /** Takes in an event of the deal, after the deal itself did. */
    void apply(CrmEvent event, TrackedEntity<SalesCycle> deal, TenantPolicies policies) {
        stageNames.apply(event);
        if (event.payload() instanceof DealPayload.Created creation) {
            startedAt = created ? startedAt : event.timeMillis();
            created = true;
            setStage(creation.stage(), DataMember.STAGE, event, policies);
            setAmount(creation.amount(), creation.currency(), event);
        } else if (event.payload() instanceof DealPayload.StageChanged change) {
            setStage(change.to(), DataMember.TO, event, policies);
        } else if (event.payload() instanceof DealPayload.Won won) {
            if (close(Outcome.WON, "", event.timeMillis(), deal)) {
                setAmount(won.amount(), won.currency(), event);
            }
        } else if (event.payload() instanceof DealPayload.Lost lost) {
            close(Outcome.LOST, lost.reason(), event.timeMillis(), deal);
        } else if (event.payload() instanceof DealPayload.Reopened reopened) {
            setStage(reopened.stage(), DataMember.STAGE, event, policies);
            reopen(deal);
        } else if (event.payload() instanceof DealPayload.AmountChanged change) {
            setAmount(change.amount(), change.currency(), event);
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
    private boolean close(Outcome as, String reason, long atMillis, TrackedEntity<?> deal) {
        if (outcome == as || deal.isDeleted()) {
            return false;
        }
        outcome = as;
        lossReason = reason;
        endedAt = atMillis;
        return true;
    }

    private void reopen(TrackedEntity<?> deal) {
        if (deal.wasClosed()) {
            outcome = Outcome.OPEN;
            lossReason = "";
            endedAt = BinaryCodec.NO_TIME;
            reopenCount++;
        }
    }

    Deal fact(FactSubject subject, String owner) {
        return new Deal(
                subject,
                owner,
                stage,
                amount,
                currency,
                outcome,
                lossReason,
                reopenCount,
                begin(),
                BinaryCodec.orNull(endedAt));
    }

    /** The creation; the first event where the outcome lies before it. */
    private long begin() {
        return endedAt != BinaryCodec.NO_TIME && endedAt < startedAt ? firstEventAt : startedAt;
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        stage = f.text(stage);
        stageNames.fields(f);
        amount = f.decimal(amount);
        currency = f.text(currency);
        outcome = f.code(outcome, Outcome.CODES);
        lossReason = f.text(lossReason);
        reopenCount = f.varInt(reopenCount);
        created = f.flag(created);
        firstEventAt = f.fixedLong(firstEventAt);
        startedAt = f.fixedLong(startedAt);
        endedAt = f.time(endedAt);
    }
}
