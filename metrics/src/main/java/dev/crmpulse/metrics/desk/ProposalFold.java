package dev.crmpulse.metrics.desk;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.event.ProposalPayload.Reviewed;
import dev.crmpulse.engine.event.ProposalPayload.Submitted;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Consumer;

/** M19: which proposals met the customer's requirements. */
public final class ProposalFold implements Fold<ProposalFold.State, Proposal> {
    public static final Metric METRIC = Metric.of(new ProposalFold(), "desk")
            .summed(Rollup.of(Proposal.TYPE).counting("fully_meets"));

    private static final Set<EventType> READS = EventType.of(Family.PROPOSAL);

    /** One proposal: its submissions, and what its reviews said after the first one. */
    static final class State implements BinaryState {
        private Parties parties = Parties.NONE;
        private int submissionCount;
        private Money offer = Money.UNKNOWN;
        private Flag fullyMeets = Flag.UNKNOWN;
        private BigDecimal matchPercent;
        private long startedAt = BinaryCodec.NO_TIME;
        private long reviewedAt = BinaryCodec.NO_TIME;

        private void submit(CrmEvent event, Submitted submitted) {
            startedAt = submissionCount == 0 ? event.timeMillis() : startedAt;
            submissionCount++;
            offer = offer.after(event, submitted.amount(), submitted.currency());
        }

        private void review(Reviewed reviewed, long atMillis) {
            if (submissionCount > 0) {
                reviewedAt = reviewedAt == BinaryCodec.NO_TIME ? atMillis : reviewedAt;
                fullyMeets = reviewed.fullyMeets() == Flag.UNKNOWN ? fullyMeets : reviewed.fullyMeets();
                matchPercent = reviewed.match() == null ? matchPercent : reviewed.match();
            }
        }

        @Override
        public void fields(BinaryFields f) throws IOException {
            parties = parties.fields(f);
            submissionCount = f.varInt(submissionCount);
            offer = offer.fields(f);
            fullyMeets = f.code(fullyMeets, Flag.CODES);
            matchPercent = f.decimal(matchPercent);
            startedAt = f.time(startedAt);
            reviewedAt = f.time(reviewedAt);
        }
    }

    @Override
    public String metric() {
        return "M19";
    }

    @Override
    public FactType<Proposal> factType() {
        return Proposal.TYPE;
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
        if (event.payload() instanceof Submitted submitted) {
            state.submit(event, submitted);
        } else if (event.payload() instanceof Reviewed reviewed) {
            state.review(reviewed, event.timeMillis());
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<Proposal> facts) {
        if (key.kind().equals(EntityKey.PROPOSAL) && state.submissionCount > 0) {
            facts.accept(new Proposal(
                    key,
                    state.parties,
                    state.submissionCount,
                    state.offer,
                    state.fullyMeets,
                    state.matchPercent,
                    state.startedAt,
                    BinaryCodec.orNull(state.reviewedAt)));
        }
    }

    @Override
    public boolean closed(State state) {
        return state.submissionCount == 0 || state.reviewedAt != BinaryCodec.NO_TIME;
    }
}
