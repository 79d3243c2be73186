package dev.crmpulse.metrics.survey;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.event.SurveyPayload.Survey;
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
        int keyAccount)
        implements BinaryValue<SurveyContext> {
    /** Nobody was asked about anything. */
    static final SurveyContext NONE = new SurveyContext("", "", "", "", "", "", "", "", 0);

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
    String respondent(EntityKey key) {
        return respondent.isEmpty() ? key.customerId() : respondent;
    }

    @Override
    public SurveyContext fields(BinaryFields f) throws IOException {
        return new SurveyContext(
                f.text(respondent),
                f.text(surveyId),
                f.text(dealId),
                f.text(owner),
                f.text(kind),
                f.text(wave),
                f.text(channel),
                f.text(tier),
                f.octet(keyAccount));
    }
}
