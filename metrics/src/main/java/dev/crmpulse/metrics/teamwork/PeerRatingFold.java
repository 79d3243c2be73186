package dev.crmpulse.metrics.teamwork;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.TeamworkPayload.PeerRated;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M24c: how people are rated by those around them. */
public final class PeerRatingFold implements Fold<PeerRatingFold.State, PeerRating> {
    public static final Metric METRIC = Metric.of(new PeerRatingFold(), "people");

    private static final Set<EventType> READS = Set.of(EventType.PEER_RATED);

    /** The ratings of one person, the earliest first. */
    static final class State implements BinaryState {
        private final List<Given> ratings = new ArrayList<>();

        @Override
        public void fields(BinaryFields f) throws IOException {
            f.values(ratings, Given.BLANK);
        }

        /** The number of a rater in a relation: the one they have, or the next. */
        private int raterNo(String relation, String rater) {
            int raters = 0;
            for (Given given : ratings) {
                if (given.relation.equals(relation)) {
                    if (given.rater.equals(rater)) {
                        return given.raterNo;
                    }
                    raters = Math.max(raters, given.raterNo);
                }
            }
            return raters + 1;
        }
    }

    /** The rater is remembered: several ratings by one person are not ratings by several. */
    private record Given(String relation, String rater, int raterNo, String dimension, BigDecimal score, long startedAt)
            implements BinaryValue<Given> {
        private static final Given BLANK = new Given("", "", 0, "", null, 0);

        @Override
        public Given fields(BinaryFields f) throws IOException {
            return new Given(
                    f.text(relation),
                    f.text(rater),
                    f.varInt(raterNo),
                    f.text(dimension),
                    f.decimal(score),
                    f.fixedLong(startedAt));
        }
    }

    @Override
    public String metric() {
        return "M24c";
    }

    @Override
    public FactType<PeerRating> factType() {
        return PeerRating.TYPE;
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
        if (event.payload() instanceof PeerRated rated && rated.score() != null) {
            state.ratings.add(new Given(
                    rated.relation(),
                    event.actor(),
                    state.raterNo(rated.relation(), event.actor()),
                    rated.dimension(),
                    rated.score(),
                    event.timeMillis()));
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<PeerRating> facts) {
        if (key.repId().isEmpty()) {
            return;
        }
        for (int i = 0; i < state.ratings.size(); i++) {
            Given given = state.ratings.get(i);
            facts.accept(new PeerRating(
                    key, i + 1, given.relation, given.raterNo, given.dimension, given.score, given.startedAt));
        }
    }

    /** A rating is complete as soon as it is given. */
    @Override
    public boolean closed(State state) {
        return true;
    }
}
