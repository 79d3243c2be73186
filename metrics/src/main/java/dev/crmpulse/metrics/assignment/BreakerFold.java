package dev.crmpulse.metrics.assignment;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.LeadPayload.Assigned;
import dev.crmpulse.engine.event.LeadPayload.AssignmentFailed;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.BreakerPolicy;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.engine.timeline.Notice;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M23b: the circuit breaker of each rule of assignment and region. */
public final class BreakerFold implements Fold<CircuitBreaker, Breaker> {
    public static final Metric METRIC = Metric.of(new BreakerFold(), "queue");

    private static final Set<EventType> READS = Set.of(EventType.LEAD_ASSIGNED, EventType.LEAD_ASSIGNMENT_FAILED);

    @Override
    public String metric() {
        return "M23b";
    }

    @Override
    public FactType<Breaker> factType() {
        return Breaker.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return READS;
    }

    @Override
    public CircuitBreaker create() {
        return new CircuitBreaker();
    }

    @Override
    public void apply(CircuitBreaker state, CrmEvent event, TenantPolicies policies) {
        BreakerPolicy policy = policies.breaker(event.timeMillis());
        if (policy == null) {
            return;
        }
        if (event.payload() instanceof AssignmentFailed) {
            state.fail(event.timeMillis(), event.leadId(), policy);
        } else if (event.payload() instanceof Assigned assigned && !assigned.isByHand()) {
            state.succeed(event.timeMillis(), event.leadId(), policy);
        }
    }

    @Override
    public void facts(CircuitBreaker state, EntityKey key, Consumer<Breaker> facts) {
        List<CircuitBreaker.Period> periods = state.periods();
        for (int i = 0; i < periods.size(); i++) {
            CircuitBreaker.Period period = periods.get(i);
            facts.accept(new Breaker(
                    key,
                    i + 1,
                    period.state(),
                    period.leadId(),
                    period.policyVersion(),
                    period.startedAt(),
                    BinaryCodec.orNull(period.coolsDownAt()),
                    BinaryCodec.orNull(period.endedAt()),
                    period.failures(),
                    period.failuresInRow()));
        }
    }

    @Override
    public void notices(Breaker before, Breaker after, Consumer<Notice> to) {
        BreakerAlert.of(before, after, to);
    }

    @Override
    public long nextDeadline(CircuitBreaker state) {
        return state.nextDeadline();
    }

    @Override
    public void passDeadline(CircuitBreaker state, long deadlineMillis, TenantPolicies policies) {
        state.passDeadline();
    }

    /** A rule may decide again after years; there are few of them. */
    @Override
    public boolean closed(CircuitBreaker state) {
        return false;
    }
}
