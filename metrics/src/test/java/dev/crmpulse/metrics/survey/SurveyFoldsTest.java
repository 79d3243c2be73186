package dev.crmpulse.metrics.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Fold;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurveyFoldsTest {
    private static final SurveyAnswerFold ANSWERS = new SurveyAnswerFold();
    private static final SurveyRequestFold REQUESTS = new SurveyRequestFold();
    private static final EntityKey CUSTOMER = EntityKey.of("t", "customer/C1");

    private static final TestEvent SENT = event("e1", "09:00", "survey.sent")
            .saying(Map.ofEntries(
                    Map.entry("respondent", "anna"),
                    Map.entry("survey_id", "S1"),
                    Map.entry("deal_id", "D1"),
                    Map.entry("owner", "rep-1"),
                    Map.entry("kind", "nps"),
                    Map.entry("wave", "w1"),
                    Map.entry("channel", "third-party"),
                    Map.entry("tier", "high"),
                    Map.entry("key_account", true)));
    private static final TestEvent REMINDER =
            event("e2", "10:00", "survey.sent").saying(SENT.data());
    private static final TestEvent ANSWERED = event("e3", "11:00", "survey.answered")
            .saying(Map.of("respondent", "anna", "kind", "nps", "dimension", "speed", "score", 9));
    private static final TestEvent ANOTHER = event("e4", "12:00", "survey.sent").saying(Map.of("kind", "csat"));

    /** A changed line means that state written by the last release is read wrongly: raise the definition's version. */
    private static final String ANSWERS_WRITTEN = "0104616e6e61000000036e707300000000057370656564090000019cae347780";

    private static final String REQUESTS_WRITTEN =
            "0204616e6e61025331024431057265702d31036e70730277310b74686972642d70617274790468696768010000019cad"
                    + "c69a8002010000019cae347780000000000463736174000000000000019cae6b66000100";

    @Test
    void theWrittenFormsStayAsTheyAre() throws IOException {
        assertThat(written(ANSWERS, SENT, ANSWERED)).isEqualTo(ANSWERS_WRITTEN);
        assertThat(written(REQUESTS, SENT, REMINDER, ANSWERED, ANOTHER)).isEqualTo(REQUESTS_WRITTEN);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        assertThat(factsAfterReading(ANSWERS, SENT, ANSWERED))
                .hasSize(1)
                .isEqualTo(facts(ANSWERS, folded(ANSWERS, SENT, ANSWERED)));
        assertThat(factsAfterReading(REQUESTS, SENT, REMINDER, ANSWERED, ANOTHER))
                .hasSize(2)
                .isEqualTo(facts(REQUESTS, folded(REQUESTS, SENT, REMINDER, ANSWERED, ANOTHER)));
    }

    @Test
    void anAnswerWaitsToBeGivenAnew() {
        assertThat(ANSWERS.closed(folded(ANSWERS))).as("nothing known").isTrue();
        assertThat(ANSWERS.closed(folded(ANSWERS, SENT))).as("no answer").isTrue();
        assertThat(ANSWERS.closed(folded(ANSWERS, SENT, ANSWERED)))
                .as("answered")
                .isFalse();
    }

    @Test
    void aRequestWaitsForItsAnswer() {
        assertThat(REQUESTS.closed(folded(REQUESTS))).as("nothing known").isTrue();
        assertThat(REQUESTS.closed(folded(REQUESTS, SENT))).as("sent").isFalse();
        assertThat(REQUESTS.closed(folded(REQUESTS, SENT, REMINDER, ANSWERED)))
                .as("answered")
                .isTrue();
        assertThat(REQUESTS.closed(folded(REQUESTS, SENT, ANSWERED, ANOTHER)))
                .as("the second one waits")
                .isFalse();
    }

    private static <S extends BinaryState> S folded(Fold<S, ?> fold, TestEvent... events) {
        S state = fold.create();
        for (TestEvent event : events) {
            fold.apply(state, event.event(), TenantPolicies.NONE);
        }
        return state;
    }

    private static <S extends BinaryState> String written(Fold<S, ?> fold, TestEvent... events) throws IOException {
        S state = folded(fold, events);
        return Bytes.of(state::write).hex();
    }

    private static <S extends BinaryState, F extends Fact> List<F> factsAfterReading(
            Fold<S, F> fold, TestEvent... events) throws IOException {
        return facts(fold, new Bytes(written(fold, events)).into(fold.create()));
    }

    private static <S extends BinaryState, F extends Fact> List<F> facts(Fold<S, F> fold, S state) {
        List<F> facts = new ArrayList<>();
        fold.facts(state, CUSTOMER, facts::add);
        return facts;
    }

    private static TestEvent event(String id, String time, String type) {
        return TestEvent.of(id, "2026-03-02T" + time + ":00Z", type, "customer/C1");
    }
}
