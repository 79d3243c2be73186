package dev.crmpulse.metrics.response;

import dev.crmpulse.metrics.contact.Contact;
import dev.crmpulse.metrics.event.ActorType;
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

/** M2: from the oldest unanswered message of a customer to the next act of a person. */
public final class NextResponseFold implements Fold<Waits, NextResponse> {
    public static final Metric METRIC =
            Metric.of(new NextResponseFold(), "engagement").summed(Rollup.of(NextResponse.TYPE));

    private static final Set<EventType> READS = EventType.of(Family.LEAD, Family.CONTACT, Family.DEAL);

    @Override
    public String metric() {
        return "M2";
    }

    @Override
    public FactType<NextResponse> factType() {
        return NextResponse.TYPE;
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
        PendingReply open = waits.open();
        if (Contact.isInbound(event)) {
            waits.ask(event);
        } else if (Contact.isAnswer(event)) {
            PendingReply answered = waits.reply(event);
            if (answered != null) {
                answered.creditTo(event.actorType() == ActorType.CUSTOMER ? answered.ownerAtReply() : event.actor());
            }
        } else if (open != null && event.type() == EventType.MESSAGE_SENT && event.actorType() == ActorType.BOT) {
            open.noteBot(event.timeMillis());
        }
        waits.follow(event);
    }

    @Override
    public void facts(Waits waits, EntityKey root, Consumer<NextResponse> facts) {
        waits.forEach(
                root,
                (id, wait) -> facts.accept(new NextResponse(
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
                        wait.botRepliedAtMillis(),
                        wait.cancelledAtMillis(),
                        wait.cancelReason())));
    }

    @Override
    public boolean closed(Waits waits) {
        return waits.open() == null;
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
