package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Fold;
import java.util.Set;
import java.util.function.Consumer;

/** M2 and M2b: from the oldest unanswered message of one side to the next act of the other. */
public final class ReplyFold implements Fold<Waits, Reply> {
    private static final long serialVersionUID = 1;

    private static final Set<EventType> READS = EventType.of(Family.LEAD, Family.CONTACT, Family.DEAL);

    private final ReplyDirection direction;

    private ReplyFold(ReplyDirection direction) {
        this.direction = direction;
    }

    /** M2: the customer waits for us. */
    static ReplyFold nextResponse() {
        return new ReplyFold(ReplyDirection.TO_CUSTOMER);
    }

    /** M2b: we wait for the customer. */
    static ReplyFold customerReply() {
        return new ReplyFold(ReplyDirection.FROM_CUSTOMER);
    }

    @Override
    public String metric() {
        return direction.metric();
    }

    @Override
    public FactType<Reply> factType() {
        return direction.factType();
    }

    @Override
    public Set<EventType> reads() {
        return READS;
    }

    @Override
    public Waits create() {
        return new Waits();
    }

    @Override
    public void apply(Waits waits, CrmEvent event, TenantPolicies policies) {
        direction.apply(waits, event);
        waits.follow(event);
    }

    @Override
    public void facts(Waits waits, EntityKey key, Consumer<Reply> facts) {
        waits.forEach(
                key,
                (id, wait) -> facts.accept(new Reply(
                        id,
                        new FactSubject(key.tenant(), key.leadId(), wait.dealId(), waits.customerId()),
                        wait.owners(),
                        wait.channel(),
                        wait.count(),
                        wait.timing())));
    }

    @Override
    public boolean closed(Waits waits) {
        return !direction.isDue(waits);
    }
}
