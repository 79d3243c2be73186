package dev.crmpulse.metrics.survey;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;

/**
 * One survey sent to a respondent. Times are milliseconds since 1970 UTC, null while they lie ahead.
 *
 * @param key whose history it belongs to
 * @param requestNo counts the requests of the key from 1
 * @param sentCount how often it was sent, reminders included
 * @param startedAt when it was first sent
 * @param endedAt when it was first answered
 */
public record SurveyRequest(
        EntityKey key, int requestNo, SurveyContext context, int sentCount, long startedAt, Long endedAt)
        implements Fact {

    public static final FactType<SurveyRequest> TYPE = FactType.<SurveyRequest>named(
                    "survey_request", 1, "One survey sent to a respondent, and whether it was answered (M18)")
            .column("customer_id", TEXT, "The customer, empty if unknown", r -> r.key.customerId())
            .column(
                    "respondent",
                    TEXT,
                    "Who was asked: the person named, else the customer, empty if unknown",
                    r -> r.context.respondent(r.key))
            .column("request_no", COUNT, "Counts the requests to the customer from 1", SurveyRequest::requestNo)
            .column("survey_id", TEXT, "The survey, empty if none is given", r -> r.context.surveyId())
            .column("deal_id", TEXT, "Deal it asks about, empty if none is given", r -> r.context.dealId())
            .column("owner", TEXT, "Owner the request names, empty if none", r -> r.context.owner())
            .column("kind", LABEL, "nps, csat, or empty", r -> r.context.kind())
            .column("wave", LABEL, "Wave of the survey, empty if none is given", r -> r.context.wave())
            .column("channel", LABEL, "third-party, self-reported, or empty", r -> r.context.channel())
            .column("tier", LABEL, "Value tier of the customer as sent, empty if none", r -> r.context.tier())
            .column(
                    "key_account",
                    COUNT,
                    "1 where the request says that the customer is a key account",
                    r -> r.context.keyAccount())
            .column("sent_count", COUNT, "How often it was sent, reminders included", SurveyRequest::sentCount)
            .column(
                    "ended_at",
                    NULLABLE_TIME,
                    "When it was first answered, NULL while it was not",
                    SurveyRequest::endedAt)
            .duration("First sent to first answer", SurveyRequest::endedAt)
            .alias("sent_at", "started_at")
            .alias("answered_at", "ended_at")
            .ownersTeam("ended_at")
            .build();

    @Override
    public String tenant() {
        return key.tenant();
    }

    @Override
    public String id() {
        return key.subject() + '/' + requestNo;
    }
}
