package dev.crmpulse.metrics.desk;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.util.Set;
import java.util.function.Consumer;

/** M21b: what was received. */
public final class PaymentFold implements Fold<Account, Payment> {
    public static final Metric METRIC =
            Metric.of(new PaymentFold(), "desk").summed(Rollup.of(Payment.TYPE).by("currency"));

    private static final Set<EventType> READS = EventType.of(Family.INVOICE);

    @Override
    public String metric() {
        return "M21b";
    }

    @Override
    public FactType<Payment> factType() {
        return Payment.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return READS;
    }

    @Override
    public Account create() {
        return new Account();
    }

    @Override
    public void apply(Account account, CrmEvent event, TenantPolicies policies) {
        account.apply(event, policies);
    }

    @Override
    public void facts(Account account, EntityKey key, Consumer<Payment> facts) {
        int paymentNo = 0;
        for (Payment.Received received : account.payments()) {
            paymentNo++;
            facts.accept(new Payment(key, account.parties(), paymentNo, received, account.isForeign(received)));
        }
    }

    /** A payment is complete as soon as it is received. */
    @Override
    public boolean closed(Account account) {
        return true;
    }
}
