package dev.crmpulse.metrics.survey;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.event.SurveyPayload.Survey;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Who was asked about what, as one event states it; absent texts are empty.
 *
 * @param respondent the person, empty where nobody but the customer is named
 * @param keyAccount 1 where the customer is stated to be a key account, else 0
 */
public record SurveyContext(
        String respondent,
        String surveyId,
        String dealId,
        String owner,
        String kind,
        String wave,
        String channel,
        String tier,
        int keyAccount) {
    static SurveyContext of(CrmEvent event, Survey survey) {
        return new SurveyContext(
                survey.respondent(),
                survey.surveyId(),
                event.dealId(),
                event.owner(),
                survey.kind(),
                survey.wave(),
                survey.channel(),
                survey.tier(),
                survey.keyAccount() == Flag.YES ? 1 : 0);
    }

    /** The person, else the customer whose history it is; empty where neither is known. */
    String respondent(EntityKey root) {
        return respondent.isEmpty() ? root.customerId() : respondent;
    }

    void write(DataOutput out) throws IOException {
        BinaryCodec.writeText(out, respondent);
        BinaryCodec.writeText(out, surveyId);
        BinaryCodec.writeText(out, dealId);
        BinaryCodec.writeText(out, owner);
        BinaryCodec.writeText(out, kind);
        BinaryCodec.writeText(out, wave);
        BinaryCodec.writeText(out, channel);
        BinaryCodec.writeText(out, tier);
        out.writeByte(keyAccount);
    }

    static SurveyContext read(DataInput in) throws IOException {
        return new SurveyContext(
                BinaryCodec.readText(in),
                BinaryCodec.readText(in),
                BinaryCodec.readText(in),
                BinaryCodec.readText(in),
                BinaryCodec.readText(in),
                BinaryCodec.readText(in),
                BinaryCodec.readText(in),
                BinaryCodec.readText(in),
                in.readUnsignedByte());
    }
}
