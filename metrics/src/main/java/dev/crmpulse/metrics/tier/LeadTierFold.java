package dev.crmpulse.metrics.tier;

import dev.crmpulse.engine.contact.Contact;
import dev.crmpulse.engine.entity.LeadOwner;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.Codes;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.event.LeadPayload;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.policy.TierPolicy;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.DerivedEvent;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M9: in which tier each lead is, and since when. */
public final class LeadTierFold implements Fold<LeadTierFold.State, LeadTier> {
    public static final Metric METRIC = Metric.of(new LeadTierFold(), "engagement")
            .summed(Rollup.of(LeadTier.TYPE).by("tier").counting("end_reason"))
            .publishing(new DerivedEvent("crm.lead.tiered", "lead", "lead_id", "tier"))
            .verifiedByReference();

    private static final Set<EventType> READS = EventType.of(Family.LEAD, Family.CONTACT, Family.DEAL);

    private static final String OTHER_TIER = "tier";

    private enum Phase {
        /** Nothing is known of a lead. */
        NONE,
        /** The lead was not created yet. */
        KNOWN,
        /** The rules count what it does. */
        SCORED,
        /** It is gone. */
        OVER,
        /** It was created when no rules were in force, or ended before, or is deleted. */
        UNSCORED;

        static final Codes<Phase> CODES = Codes.of(NONE, KNOWN, SCORED, OVER, UNSCORED);
    }

    /** What is known of one lead's worth. */
    static final class State implements BinaryState {
        private Phase phase = Phase.NONE;
        private final LeadOwner lead = new LeadOwner();
        private String customerId = "";
        private Origin origin = Origin.UNKNOWN;
        private Score score = new Score();
        private final List<TierEpisode> episodes = new ArrayList<>(1);

        @Override
        public void fields(BinaryFields f) throws IOException {
            phase = f.code(phase, Phase.CODES);
            if (phase == Phase.NONE || phase == Phase.UNSCORED) {
                return;
            }
            lead.fields(f);
            customerId = f.text(customerId);
            if (phase != Phase.KNOWN) {
                origin = origin.fields(f);
                score.fields(f);
                f.list(episodes, TierEpisode::new);
            }
        }

        private TierEpisode present() {
            return episodes.get(episodes.size() - 1);
        }

        private long createdAt() {
            return episodes.get(0).startedAt();
        }

        private void create(CrmEvent event, LeadPayload.Created created, TenantPolicies policies) {
            TierPolicy policy = policies.tier(event.timeMillis());
            if (policy == null) {
                phase = Phase.UNSCORED;
                return;
            }
            phase = Phase.SCORED;
            origin = Origin.of(created);
            score = Score.by(policy);
            score.count(event, event.timeMillis(), policies);
            episodes.add(new TierEpisode(score.tier(), event.timeMillis(), score.points()));
        }

        private void score(CrmEvent event, TenantPolicies policies) {
            score.count(event, createdAt(), policies);
            if (score.tier().equals(present().tier())) {
                present().score(score.points());
            } else {
                present().end(event.timeMillis(), OTHER_TIER);
                episodes.add(new TierEpisode(score.tier(), event.timeMillis(), score.points()));
            }
            if (Contact.isAnswer(event)) {
                present().touch();
            }
        }

        private void end(CrmEvent event) {
            phase = Phase.OVER;
            present().end(event.timeMillis(), SlaPolicy.cancelReason(event));
        }
    }

    @Override
    public String metric() {
        return "M9";
    }

    @Override
    public FactType<LeadTier> factType() {
        return LeadTier.TYPE;
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
        if (event.leadId().isEmpty() || state.phase == Phase.UNSCORED) {
            return;
        }
        state.phase = state.phase == Phase.NONE ? Phase.KNOWN : state.phase;
        state.lead.apply(event);
        state.customerId = state.customerId.isEmpty() ? event.customerId() : state.customerId;
        if (state.phase == Phase.KNOWN && event.payload() instanceof LeadPayload.Created created) {
            state.create(event, created, policies);
        } else if (event.type() == EventType.LEAD_DELETED || (state.phase == Phase.KNOWN && isEnd(event.type()))) {
            state.phase = Phase.UNSCORED;
            state.episodes.clear();
        } else if (state.phase == Phase.SCORED && isEnd(event.type())) {
            state.end(event);
        } else if (state.phase == Phase.SCORED && event.type() != EventType.LEAD_CREATED) {
            state.score(event, policies);
        }
    }

    private static boolean isEnd(EventType type) {
        return type == EventType.LEAD_DISQUALIFIED || type == EventType.LEAD_MERGED;
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<LeadTier> facts) {
        String previousTier = "";
        int number = 0;
        for (TierEpisode episode : state.episodes) {
            number++;
            facts.accept(new LeadTier(
                    new FactSubject(key.tenant(), key.leadId(), "", state.customerId),
                    state.lead.owner(),
                    state.origin,
                    number,
                    episode.tier(),
                    previousTier,
                    new LeadTier.Worth(episode.pointsAtStart(), episode.points(), episode.touches()),
                    episode.startedAt(),
                    episode.endedAt(),
                    episode.endReason(),
                    state.score.policyId()));
            previousTier = episode.tier();
        }
    }

    /** A lead may stay in a tier for ever: nothing is expected to end it. */
    @Override
    public boolean closed(State state) {
        return true;
    }
}
