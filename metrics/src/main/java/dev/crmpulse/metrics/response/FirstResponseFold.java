package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.entity.LeadOwner;
import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/** M1: from the creation of a lead to the first act of a person that the customer saw. A deleted lead has no row. */
public final class FirstResponseFold implements Fold<FirstResponseFold.State, FirstResponse> {
    public static final Metric METRIC = Metric.of(new FirstResponseFold(), "engagement")
            .summed(Rollup.of(FirstResponse.TYPE).counting("bucket"));

    private static final Set<EventType> READS = EventType.of(Family.LEAD, Family.CONTACT, Family.DEAL);

    /** What is known of one lead's answer. */
    static final class State implements BinaryState {
        private final LeadOwner lead = new LeadOwner();
        private String dealId = "";
        private String customerId = "";
        private String ownerAtReply = "";
        private String cancelReason = "";
        private boolean deleted;
        private long createdAt = BinaryCodec.NO_TIME;
        private long assignedAt = BinaryCodec.NO_TIME;
        private long answeredAt = BinaryCodec.NO_TIME;
        private long assignedResponseMillis = BinaryCodec.NO_TIME;
        private long botRepliedAt = BinaryCodec.NO_TIME;
        private long cancelledAt = BinaryCodec.NO_TIME;

        @Override
        public void fields(BinaryFields f) throws IOException {
            lead.fields(f);
            dealId = f.text(dealId);
            customerId = f.text(customerId);
            ownerAtReply = f.text(ownerAtReply);
            cancelReason = f.text(cancelReason);
            deleted = f.flag(deleted);
            createdAt = f.time(createdAt);
            assignedAt = f.time(assignedAt);
            answeredAt = f.time(answeredAt);
            assignedResponseMillis = f.time(assignedResponseMillis);
            botRepliedAt = f.time(botRepliedAt);
            cancelledAt = f.time(cancelledAt);
        }
    }

    @Override
    public String metric() {
        return "M1";
    }

    @Override
    public FactType<FirstResponse> factType() {
        return FirstResponse.TYPE;
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
        if (state.dealId.isEmpty()) {
            state.dealId = event.dealId();
        }
        if (state.customerId.isEmpty()) {
            state.customerId = event.customerId();
        }
        state.deleted |= event.type() == EventType.LEAD_DELETED;
        String ownerBefore = state.lead.owner();
        switch (state.lead.apply(event)) {
            case CREATED -> {
                state.createdAt = event.timeMillis();
                if (!state.lead.owner().isEmpty()) {
                    state.assignedAt = event.timeMillis();
                }
                if (!state.lead.isWaiting()) {
                    // it ended before it was created
                    state.cancelledAt = event.timeMillis();
                }
            }
            case ASSIGNED -> {
                if (state.createdAt != BinaryCodec.NO_TIME && state.assignedAt == BinaryCodec.NO_TIME) {
                    state.assignedAt = event.timeMillis();
                }
            }
            case ANSWERED -> {
                state.answeredAt = event.timeMillis();
                state.assignedResponseMillis = state.assignedAt == BinaryCodec.NO_TIME
                        ? BinaryCodec.NO_TIME
                        : event.timeMillis() - state.assignedAt;
                state.ownerAtReply = ownerBefore;
            }
            case CANCELLED -> {
                state.cancelledAt = event.timeMillis();
                state.cancelReason = cancelReason(event.type());
            }
            case NONE -> {
                if (isBotReply(event) && state.lead.isUnanswered() && state.botRepliedAt == BinaryCodec.NO_TIME) {
                    state.botRepliedAt = event.timeMillis();
                }
            }
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<FirstResponse> facts) {
        if (state.createdAt != BinaryCodec.NO_TIME
                && !state.deleted
                && !key.leadId().isEmpty()) {
            facts.accept(new FirstResponse(
                    new FactSubject(key.tenant(), key.leadId(), state.dealId, state.customerId),
                    new ReplyOwners(state.lead.owner(), state.ownerAtReply, state.lead.responder()),
                    new ReplyTiming(
                            state.createdAt,
                            BinaryCodec.orNull(state.answeredAt),
                            BinaryCodec.orNull(state.botRepliedAt),
                            BinaryCodec.orNull(state.cancelledAt),
                            state.cancelReason),
                    BinaryCodec.orNull(state.assignedAt),
                    BinaryCodec.orNull(state.assignedResponseMillis)));
        }
    }

    @Override
    public boolean closed(State state) {
        return !state.lead.isWaiting();
    }

    private static boolean isBotReply(CrmEvent event) {
        return event.type() == EventType.MESSAGE_SENT && event.actorType() == ActorType.BOT;
    }

    private static String cancelReason(EventType type) {
        return switch (type) {
            case LEAD_DISQUALIFIED -> "disqualified";
            case LEAD_MERGED -> "merged";
            default -> "deleted";
        };
    }
}
