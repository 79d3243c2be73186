package dev.crmpulse.metrics.survey;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.NamedTexts;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;

/**
 * One answer, and until when it was the last word. Times are milliseconds since 1970 UTC, null while they lie ahead.
 *
 * @param key whose history it belongs to
 * @param answerNo counts the answers of the key from 1
 */
public record SurveyAnswer(EntityKey key, int answerNo, Answer answer, Long supersededAt, Long channelSupersededAt)
        implements Fact {

    public static final FactType<SurveyAnswer> TYPE = FactType.<SurveyAnswer>named(
                    "survey_answer", 1, "One answer to a survey (M17, M18)")
            .column("customer_id", TEXT, "The customer, empty if unknown", a -> a.key.customerId())
            .column(
                    "respondent",
                    TEXT,
                    "Who answered: the person named, else the customer, empty if unknown",
                    a -> a.context().respondent(a.key))
            .column("answer_no", COUNT, "Counts the answers of the customer from 1", SurveyAnswer::answerNo)
            .column("survey_id", TEXT, "The survey, empty if none is given", a -> a.context()
                    .surveyId())
            .column("deal_id", TEXT, "Deal it was asked about, empty if none is given", a -> a.context()
                    .dealId())
            .column("owner", TEXT, "Owner the answer names, empty if none", a -> a.context()
                    .owner())
            .column("kind", LABEL, "nps or csat", a -> a.context().kind())
            .column("dimension", LABEL, "What was asked about, empty for the whole", a -> a.answer.dimension())
            .column("wave", LABEL, "Wave of the survey, empty if none is given", a -> a.context()
                    .wave())
            .column("channel", LABEL, "third-party, self-reported, or empty", a -> a.context()
                    .channel())
            .column("tier", LABEL, "Value tier of the customer as sent, empty if none", a -> a.context()
                    .tier())
            .column("key_account", COUNT, "1 where the answer says that the customer is a key account", a -> a.context()
                    .keyAccount())
            .column("score", COUNT, "nps 0 to 10, csat 1 to 5", a -> a.answer.score())
            .column(
                    "category",
                    LABEL,
                    "nps: promoter, passive, detractor; csat: satisfied, dissatisfied",
                    a -> a.answer.category())
            .column(
                    "superseded_at",
                    NULLABLE_TIME,
                    "When the same respondent next answered this kind and dimension",
                    SurveyAnswer::supersededAt)
            .column(
                    "channel_superseded_at",
                    NULLABLE_TIME,
                    "When that next happened on the same channel",
                    SurveyAnswer::channelSupersededAt)
            .alias("answered_at", "started_at")
            .computed(
                    "satisfied",
                    "1 where an answer of kind csat is satisfied, 0 where it is not, NULL for nps",
                    "if(kind = 'csat', toNullable(toUInt8(category = 'satisfied')), NULL)")
            .ownersTeam("started_at")
            .build();

    @Override
    public String tenant() {
        return key.tenant();
    }

    @Override
    public String id() {
        return key.subject() + '/' + answerNo;
    }

    @Override
    public long startedAt() {
        return answer.startedAt();
    }

    @Override
    public NamedTexts dimensions() {
        return answer.dimensions();
    }

    private SurveyContext context() {
        return answer.context();
    }
}
