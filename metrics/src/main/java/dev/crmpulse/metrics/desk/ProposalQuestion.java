package dev.crmpulse.metrics.desk;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.FactId;
import dev.crmpulse.engine.fact.FactType;

/**
 * One question of a customer about a proposal, until it is answered. Times are milliseconds since 1970 UTC.
 *
 * @param key of the proposal
 * @param questionNo counts the questions about the proposal from 1
 * @param endedAt when it was answered, null while it was not
 */
public record ProposalQuestion(
        EntityKey key,
        Parties parties,
        int questionNo,
        String questionId,
        int askedCount,
        String responder,
        long startedAt,
        Long endedAt)
        implements DeskFact {

    public static final FactType<ProposalQuestion> TYPE = FactType.<ProposalQuestion>named(
                    "proposal_question", 1, "One question about a proposal, until it is answered (M19)")
            .column("proposal_id", TEXT, "The proposal", q -> q.key.id())
            .column(
                    "question_no",
                    COUNT,
                    "Counts the questions about the proposal from 1",
                    ProposalQuestion::questionNo)
            .column("question_id", TEXT, "The question, empty if it was not named", ProposalQuestion::questionId)
            .columns(DeskFact::parties)
            .column("asked_count", COUNT, "How often it was asked until it was answered", ProposalQuestion::askedCount)
            .column("responder", TEXT, "Who answered, empty if unknown or nobody did", ProposalQuestion::responder)
            .column("ended_at", NULLABLE_TIME, "When it was answered, NULL while it was not", ProposalQuestion::endedAt)
            .duration("First asked to answered", ProposalQuestion::endedAt)
            .alias("asked_at", "started_at")
            .alias("answered_at", "ended_at")
            .openSeconds("ended_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at")
            .build();

    @Override
    public String id() {
        return FactId.part(key.id()) + '/' + questionNo;
    }
}
