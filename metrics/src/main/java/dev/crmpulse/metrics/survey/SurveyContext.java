package dev.crmpulse.metrics.survey;

import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.Flag;
import dev.crmpulse.metrics.event.Root;
import dev.crmpulse.metrics.event.SurveyPayload.Survey;
import dev.crmpulse.metrics.event.Wire;
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
    String respondent(Root root) {
        return respondent.isEmpty() ? root.customerId() : respondent;
    }

    void write(DataOutput out) throws IOException {
        Wire.writeText(out, respondent);
        Wire.writeText(out, surveyId);
        Wire.writeText(out, dealId);
        Wire.writeText(out, owner);
        Wire.writeText(out, kind);
        Wire.writeText(out, wave);
        Wire.writeText(out, channel);
        Wire.writeText(out, tier);
        out.writeByte(keyAccount);
    }

    static SurveyContext read(DataInput in) throws IOException {
        return new SurveyContext(
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                in.readUnsignedByte());
    }
}
