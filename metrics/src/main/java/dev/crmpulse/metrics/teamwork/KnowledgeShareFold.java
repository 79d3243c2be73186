package dev.crmpulse.metrics.teamwork;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.TeamworkPayload.KnowledgeShared;
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

/** M24b: who shared what they know. */
public final class KnowledgeShareFold implements Fold<KnowledgeShareFold.State, KnowledgeShare> {
    public static final Metric METRIC = Metric.of(new KnowledgeShareFold(), "people")
            .summed(Rollup.of(KnowledgeShare.TYPE).by("kind"));

    private static final Set<EventType> READS = Set.of(EventType.KNOWLEDGE_SHARED);

    /** The shares of one person, the earliest first. */
    static final class State implements BinaryState {
        private final List<KnowledgeShare.Remembered> shares = new ArrayList<>();

        @Override
        public void fields(BinaryFields f) throws IOException {
            f.list(shares, KnowledgeShare.Remembered::new);
        }
    }

    @Override
    public String metric() {
        return "M24b";
    }

    @Override
    public FactType<KnowledgeShare> factType() {
        return KnowledgeShare.TYPE;
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
        if (event.payload() instanceof KnowledgeShared shared) {
            state.shares.add(new KnowledgeShare.Remembered(shared.link(), shared.kind(), event.timeMillis()));
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<KnowledgeShare> facts) {
        if (key.repId().isEmpty()) {
            return;
        }
        for (int i = 0; i < state.shares.size(); i++) {
            facts.accept(state.shares.get(i).fact(key, i + 1));
        }
    }

    /** A share is complete as soon as it is made. */
    @Override
    public boolean closed(State state) {
        return true;
    }
}
