package dev.crmpulse.engine.event;

import java.io.IOException;
import java.math.BigDecimal;

/** Payloads of the voice of the customer. Comments are not kept: their words are no figure, and personal. */
public sealed interface SurveyPayload extends Payload {
    /** Who is asked about what, the same for a request and its answers. */
    Survey survey();

    /**
     * A survey as an event reports it.
     *
     * @param respondent the person, empty where the customer itself is meant
     * @param kind nps or csat
     * @param channel third-party or self-reported
     * @param tier value tier of the customer
     */
    record Survey(
            String surveyId, String respondent, String kind, String wave, String channel, String tier, Flag keyAccount)
            implements BinaryValue<Survey> {
        static Survey of(EventData data) {
            return new Survey(
                    data.text(DataMember.SURVEY_ID),
                    data.text(DataMember.RESPONDENT),
                    data.text(DataMember.KIND),
                    data.text(DataMember.WAVE),
                    data.text(DataMember.CHANNEL),
                    data.text(DataMember.TIER),
                    data.flag(DataMember.KEY_ACCOUNT));
        }

        @Override
        public Survey fields(BinaryFields f) throws IOException {
            return new Survey(
                    f.text(surveyId),
                    f.text(respondent),
                    f.text(kind),
                    f.text(wave),
                    f.text(channel),
                    f.text(tier),
                    f.code(keyAccount, Flag.CODES));
        }
    }

    /** A survey was sent, for the first time or as a reminder. */
    record Sent(Survey survey) implements SurveyPayload {
        static Sent of(EventData data) {
            return new Sent(Survey.of(data));
        }

        @Override
        public Sent fields(BinaryFields f) throws IOException {
            return new Sent(survey.fields(f));
        }
    }

    /**
     * A question of a survey was answered.
     *
     * @param dimension what was asked about, empty for the whole
     * @param score as sent, null where it is missing or no number
     */
    record Answered(Survey survey, String dimension, BigDecimal score) implements SurveyPayload {
        static Answered of(EventData data) {
            return new Answered(Survey.of(data), data.text(DataMember.DIMENSION), data.decimal(DataMember.SCORE));
        }

        @Override
        public Answered fields(BinaryFields f) throws IOException {
            return new Answered(survey.fields(f), f.text(dimension), f.decimal(score));
        }
    }
}
