package dev.crmpulse.metrics.teamwork;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_MONEY;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;
import java.math.BigDecimal;

/**
 * One rating of a person. Who rated is not part of it, and never shown.
 *
 * @param key of the person who was rated
 * @param ratingNo counts the ratings of the person from 1
 * @param raterNo counts those who rated the person in this relation, in the order of their first ratings, from 1
 * @param startedAt when, in milliseconds since 1970 UTC
 */
public record PeerRating(
        EntityKey key, int ratingNo, String relation, int raterNo, String dimension, BigDecimal score, long startedAt)
        implements Fact {

    public static final FactType<PeerRating> TYPE = FactType.<PeerRating>named(
                    "peer_rating", 1, "One rating of a person by somebody who is never shown (M24)")
            .column("owner", TEXT, "Who was rated", rating -> rating.key.repId())
            .column("rating_no", COUNT, "Counts the ratings of the person from 1", PeerRating::ratingNo)
            .column("relation", LABEL, "self, manager, peer, department or customer", PeerRating::relation)
            .column(
                    "rater_no",
                    COUNT,
                    "Which rater of the relation, without a name: counts them by their first ratings from 1",
                    PeerRating::raterNo)
            .column("dimension", LABEL, "What was rated, empty if not given", PeerRating::dimension)
            .column("score", NULLABLE_MONEY, "The score", PeerRating::score)
            .alias("rep_id", "owner")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("started_at")
            .build();

    @Override
    public String tenant() {
        return key.tenant();
    }

    @Override
    public String id() {
        return key.repId() + '/' + ratingNo;
    }
}
