package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.contact.Contact;
import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.event.LeadPayload;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M3: how long each owner of a lead took, while the customer's own wait ran on. */
public final class OwnerSpanFold implements Fold<OwnerSpanFold.State, OwnerSpan> {
    public static final Metric METRIC = Metric.of(new OwnerSpanFold(), "engagement")
            .summed(Rollup.of(OwnerSpan.TYPE).counting("end_reason"));

    private static final Set<EventType> READS = EventType.of(Family.LEAD, Family.CONTACT, Family.DEAL);

    /** The owners of one lead so far. */
    static final class State implements BinaryState {
        private String dealId = "";
        private String customerId = "";
        private String owner = "";
        private String ground = "";
        private boolean created;
        private boolean ended;
        private final CustomerWait customerWait = new CustomerWait();
        private final List<Span> spans = new ArrayList<>();

        @Override
        public void fields(BinaryFields f) throws IOException {
            dealId = f.text(dealId);
            customerId = f.text(customerId);
            owner = f.text(owner);
            ground = f.text(ground);
            created = f.flag(created);
            ended = f.flag(ended);
            customerWait.fields(f);
            f.list(spans, Span::new);
        }

        private void apply(CrmEvent event) {
            dealId = dealId.isEmpty() ? event.dealId() : dealId;
            customerId = customerId.isEmpty() ? event.customerId() : customerId;
            switch (event.type()) {
                case LEAD_CREATED -> create(event);
                case LEAD_ASSIGNED -> {
                    if (name(event) && created) {
                        begin(event.timeMillis());
                    }
                }
                case LEAD_UNASSIGNED -> unassign(event.timeMillis());
                case LEAD_DISQUALIFIED, LEAD_MERGED, LEAD_DELETED -> {
                    end(SpanEnd.CANCELLED, event.timeMillis());
                    customerWait.end();
                    ended = true;
                }
                default -> {
                    if (Contact.isInbound(event)) {
                        customerWait.ask(event.timeMillis());
                    } else if (Contact.isAnswer(event)) {
                        answer(event);
                    }
                }
            }
        }

        private void unassign(long atMillis) {
            end(SpanEnd.UNASSIGNED, atMillis);
            owner = "";
            ground = "";
        }

        private void create(CrmEvent event) {
            if (event.clears(DataMember.OWNER)) {
                unassign(event.timeMillis());
            }
            boolean another = name(event);
            if (!created) {
                created = true;
                customerWait.create(event.timeMillis());
                another = !owner.isEmpty();
            }
            if (another) {
                begin(event.timeMillis());
            }
        }

        /** Returns whether the event makes the owner another one. */
        private boolean name(CrmEvent event) {
            if (event.owner().isEmpty()) {
                return false;
            }
            boolean another = !event.owner().equals(owner);
            owner = event.owner();
            ground = event.payload() instanceof LeadPayload.Assigned assigned ? assigned.ground() : "";
            return another;
        }

        private void begin(long atMillis) {
            if (!ended) {
                end(SpanEnd.REASSIGNED, atMillis);
                spans.add(new Span(owner, ground, atMillis, customerWait.sinceMillis()));
            }
        }

        private void answer(CrmEvent event) {
            Span open = open();
            if (open != null) {
                open.answer(event.timeMillis(), event.actorType() == ActorType.CUSTOMER ? open.owner() : event.actor());
            }
            customerWait.end();
        }

        private void end(SpanEnd how, long atMillis) {
            Span open = open();
            if (open != null) {
                open.end(how, atMillis);
            }
        }

        private Span open() {
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            return last != null && last.isOpen() ? last : null;
        }
    }

    @Override
    public String metric() {
        return "M3";
    }

    @Override
    public FactType<OwnerSpan> factType() {
        return OwnerSpan.TYPE;
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
        state.apply(event);
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<OwnerSpan> facts) {
        if (key.leadId().isEmpty()) {
            return;
        }
        int spanNo = 0;
        for (Span span : state.spans) {
            spanNo++;
            facts.accept(new OwnerSpan(
                    new FactSubject(key.tenant(), key.leadId(), state.dealId, state.customerId),
                    spanNo,
                    span.owner(),
                    span.ground(),
                    span.startedAtMillis(),
                    span.waitStartedAtMillis(),
                    span.endedAtMillis(),
                    span.end().label(),
                    span.responder()));
        }
    }

    @Override
    public boolean closed(State state) {
        return state.open() == null;
    }
}
