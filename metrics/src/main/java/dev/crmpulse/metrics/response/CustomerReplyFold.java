package dev.crmpulse.metrics.response;

import dev.crmpulse.metrics.contact.Contact;
import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.EntityKey;
import dev.crmpulse.metrics.event.EventType;
import dev.crmpulse.metrics.event.Family;
import dev.crmpulse.metrics.fact.FactType;
import dev.crmpulse.metrics.policy.TenantPolicies;
import dev.crmpulse.metrics.rollup.Rollup;
import dev.crmpulse.metrics.timeline.Fold;
import dev.crmpulse.metrics.timeline.Metric;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/** M2b: from the oldest unanswered message of a person to the customer's next act. */
public final class CustomerReplyFold implements Fold<Waits, CustomerReply> {
    public static final Metric METRIC =
            Metric.of(new CustomerReplyFold(), "engagement").summed(Rollup.of(CustomerReply.TYPE));

    private static final Set<EventType> READS = EventType.of(Family.LEAD, Family.CONTACT, Family.DEAL);

    @Override
    public String metric() {
        return "M2b";
    }

    @Override
    public FactType<CustomerReply> factType() {
        return CustomerReply.TYPE;
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
        if (Contact.isInbound(event) || Contact.isConversation(event)) {
            waits.reply(event);
        } else if (Contact.isAnswer(event)) {
            PendingReply begun = waits.ask(event);
            if (begun != null) {
                begun.creditTo(event.actor());
            }
        }
        waits.follow(event);
    }

    @Override
    public void facts(Waits waits, EntityKey root, Consumer<CustomerReply> facts) {
        waits.forEach(
                root,
                (id, wait) -> facts.accept(new CustomerReply(
                        root.tenant(),
                        id,
                        root.leadId(),
                        wait.dealId(),
                        waits.customerId(),
                        wait.owner(),
                        wait.ownerAtReply(),
                        wait.rep(),
                        wait.channel(),
                        wait.count(),
                        wait.startedAtMillis(),
                        wait.repliedAtMillis(),
                        wait.cancelledAtMillis(),
                        wait.cancelReason())));
    }

    @Override
    public boolean closed(Waits waits) {
        // nobody owes us a reply: a customer who stays silent must not keep a history for ever
        return true;
    }

    @Override
    public void write(Waits waits, DataOutput out) throws IOException {
        waits.write(out);
    }

    @Override
    public Waits read(DataInput in) throws IOException {
        return Waits.read(in);
    }
}
