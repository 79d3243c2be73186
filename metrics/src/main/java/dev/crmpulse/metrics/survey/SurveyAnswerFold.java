package dev.crmpulse.metrics.survey;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** M17: what customers answered, and which answer of a respondent counts when. */
public final class SurveyAnswerFold implements Fold<SurveyAnswerFold.State, SurveyAnswer> {
    public static final Metric METRIC = Metric.of(new SurveyAnswerFold(), "customer")
            .summed(Rollup.of(SurveyAnswer.TYPE).by("kind").counting("category"));

    private static final Set<EventType> READS = Set.of(EventType.SURVEY_ANSWERED);

    /** The answers of one key, the earliest first. */
    static final class State implements BinaryState {
        private final List<Answer> answers = new ArrayList<>();

        @Override
        public void fields(BinaryFields f) throws IOException {
            f.values(answers, Answer.NONE);
        }
    }

    /** Answers of which a later one supersedes those before it. */
    private record Succession(String respondent, String kind, String dimension) {
        private record OnChannel(Succession succession, String channel) {}
    }

    @Override
    public String metric() {
        return "M17";
    }

    @Override
    public FactType<SurveyAnswer> factType() {
        return SurveyAnswer.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return READS;
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void apply(State state, CrmEvent event, TenantPolicies policies) {
        Answer.of(event).ifPresent(state.answers::add);
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<SurveyAnswer> facts) {
        Deque<SurveyAnswer> rows = new ArrayDeque<>();
        Map<Succession, Long> next = new HashMap<>();
        Map<Succession.OnChannel, Long> nextOnChannel = new HashMap<>();
        for (int answerNo = state.answers.size(); answerNo > 0; answerNo--) {
            Answer answer = state.answers.get(answerNo - 1);
            String respondent = answer.context().respondent(key);
            Long supersededAt = null;
            Long channelSupersededAt = null;
            if (!respondent.isEmpty()) {
                Succession succession =
                        new Succession(respondent, answer.context().kind(), answer.dimension());
                supersededAt = next.put(succession, answer.startedAt());
                channelSupersededAt = nextOnChannel.put(
                        new Succession.OnChannel(succession, answer.context().channel()), answer.startedAt());
            }
            rows.addFirst(new SurveyAnswer(key, answerNo, answer, supersededAt, channelSupersededAt));
        }
        rows.forEach(facts);
    }

    /** An answer stands until it is given anew, be it years later. */
    @Override
    public boolean closed(State state) {
        return state.answers.isEmpty();
    }
}
