package dev.crmpulse.engine.event;

import java.io.DataInput;
import java.io.DataOutput;
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
            String surveyId,
            String respondent,
            String kind,
            String wave,
            String channel,
            String tier,
            Flag keyAccount) {
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

        static Survey read(DataInput in) throws IOException {
            return new Survey(
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in),
                    Flag.ofCode(in.readUnsignedByte()));
        }

        void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, surveyId);
            BinaryCodec.writeText(out, respondent);
            BinaryCodec.writeText(out, kind);
            BinaryCodec.writeText(out, wave);
            BinaryCodec.writeText(out, channel);
            BinaryCodec.writeText(out, tier);
            out.writeByte(keyAccount.code());
        }
    }

    /** A survey was sent, for the first time or as a reminder. */
    record Sent(Survey survey) implements SurveyPayload {
        static Sent of(EventData data) {
            return new Sent(Survey.of(data));
        }

        static Sent read(DataInput in) throws IOException {
            return new Sent(Survey.read(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            survey.write(out);
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

        static Answered read(DataInput in) throws IOException {
            return new Answered(Survey.read(in), BinaryCodec.readText(in), BinaryCodec.readDecimal(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            survey.write(out);
            BinaryCodec.writeText(out, dimension);
            BinaryCodec.writeDecimal(out, score);
        }
    }
}
