package dev.crmpulse.metrics.desk;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.ContractPayload.Reviewed;
import dev.crmpulse.engine.event.ContractPayload.Signed;
import dev.crmpulse.engine.event.ContractPayload.Submitted;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.event.NameKey;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/** M20: how soon contracts are reviewed by legal and by finance. */
public final class ContractFold implements Fold<ContractFold.State, Contract> {
    public static final Metric METRIC = Metric.of(new ContractFold(), "desk").summed(Rollup.of(Contract.TYPE));

    private static final Set<EventType> READS = EventType.of(Family.CONTRACT);
    private static final String LEGAL = "legal";
    private static final String FINANCE = "finance";

    /** One contract: its submissions, its signing, and the reviews after the first submission. */
    static final class State implements BinaryState {
        private Parties parties = Parties.NONE;
        private int submissionCount;
        private Money worth = Money.UNKNOWN;
        private Contract.Review legal = Contract.Review.NONE;
        private Contract.Review finance = Contract.Review.NONE;
        private long submittedAt = BinaryCodec.NO_TIME;
        private long signedAt = BinaryCodec.NO_TIME;

        private void submit(CrmEvent event, Submitted submitted) {
            submittedAt = submissionCount == 0 ? event.timeMillis() : submittedAt;
            submissionCount++;
            worth = worth.after(event, submitted.amount(), submitted.currency());
        }

        private void review(Reviewed reviewed, long atMillis) {
            if (submissionCount > 0) {
                switch (NameKey.of(reviewed.by())) {
                    case LEGAL -> legal = legal.after(atMillis, reviewed.outcome());
                    case FINANCE -> finance = finance.after(atMillis, reviewed.outcome());
                    default -> {}
                }
            }
        }

        private void sign(CrmEvent event, Signed signed) {
            signedAt = signedAt == BinaryCodec.NO_TIME ? event.timeMillis() : signedAt;
            worth = worth.after(event, signed.amount(), signed.currency());
        }

        private long startedAt() {
            return submissionCount > 0 ? submittedAt : signedAt;
        }

        @Override
        public void fields(BinaryFields f) throws IOException {
            parties = parties.fields(f);
            submissionCount = f.varInt(submissionCount);
            worth = worth.fields(f);
            legal = legal.fields(f);
            finance = finance.fields(f);
            submittedAt = f.time(submittedAt);
            signedAt = f.time(signedAt);
        }
    }

    @Override
    public String metric() {
        return "M20";
    }

    @Override
    public FactType<Contract> factType() {
        return Contract.TYPE;
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
        } else if (event.payload() instanceof Signed signed) {
            state.sign(event, signed);
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<Contract> facts) {
        if (key.kind().equals(EntityKey.CONTRACT) && state.startedAt() != BinaryCodec.NO_TIME) {
            facts.accept(new Contract(
                    key,
                    state.parties,
                    state.submissionCount,
                    state.worth,
                    state.legal,
                    state.finance,
                    state.startedAt(),
                    BinaryCodec.orNull(state.signedAt)));
        }
    }

    @Override
    public boolean closed(State state) {
        return state.signedAt != BinaryCodec.NO_TIME || state.submissionCount == 0;
    }
}
