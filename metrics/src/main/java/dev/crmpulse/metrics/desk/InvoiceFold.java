package dev.crmpulse.metrics.desk;

import dev.crmpulse.engine.event.BinaryCodec;
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

/** M21: what is to be paid, and since when it has been. */
public final class InvoiceFold implements Fold<Account, Invoice> {
    public static final Metric METRIC =
            Metric.of(new InvoiceFold(), "desk").summed(Rollup.of(Invoice.TYPE).by("currency"));

    private static final Set<EventType> READS = EventType.of(Family.INVOICE);

    @Override
    public String metric() {
        return "M21";
    }

    @Override
    public FactType<Invoice> factType() {
        return Invoice.TYPE;
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
    public void facts(Account account, EntityKey key, Consumer<Invoice> facts) {
        if (key.kind().equals(EntityKey.INVOICE) && account.isIssued()) {
            int foreign =
                    (int) account.payments().stream().filter(account::isForeign).count();
            facts.accept(new Invoice(
                    key,
                    account.parties(),
                    account.contractId(),
                    account.due(),
                    BinaryCodec.orNull(account.dueAt()),
                    account.payments().size() - foreign,
                    foreign,
                    account.startedAt(),
                    BinaryCodec.orNull(account.paidAt())));
        }
    }

    @Override
    public boolean closed(Account account) {
        return !account.isIssued() || account.paidAt() != BinaryCodec.NO_TIME;
    }
}
