package dev.crmpulse.metrics.desk;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.event.ProposalPayload.Question;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M19b: how soon questions about proposals are answered. */
public final class ProposalQuestionFold implements Fold<ProposalQuestionFold.State, ProposalQuestion> {
    public static final Metric METRIC =
            Metric.of(new ProposalQuestionFold(), "desk").summed(Rollup.of(ProposalQuestion.TYPE));

    private static final Set<EventType> READS = EventType.of(Family.PROPOSAL);

    /** The questions about one proposal, the earliest first. */
    static final class State implements BinaryState {
        private Parties parties = Parties.NONE;
        private final List<Asked> questions = new ArrayList<>();

        private void ask(String questionId, long atMillis) {
            for (Asked question : questions) {
                if (question.isOpen() && question.id.equals(questionId)) {
                    question.count++;
                    return;
                }
            }
            questions.add(new Asked(questionId, atMillis));
        }

        /** An answer that names no question answers all that are open. */
        private void answer(String questionId, String actor, long atMillis) {
            for (Asked question : questions) {
                if (question.isOpen() && (questionId.isEmpty() || question.id.equals(questionId))) {
                    question.answeredAt = atMillis;
                    question.responder = actor;
                }
            }
        }

        @Override
        public void fields(BinaryFields f) throws IOException {
            parties = parties.fields(f);
            f.list(questions, Asked::new);
        }
    }

    private static final class Asked implements BinaryState {
        private String id = "";
        private int count = 1;
        private String responder = "";
        private long askedAt;
        private long answeredAt = BinaryCodec.NO_TIME;

        /** One to be read. */
        private Asked() {}

        private Asked(String id, long askedAt) {
            this.id = id;
            this.askedAt = askedAt;
        }

        private boolean isOpen() {
            return answeredAt == BinaryCodec.NO_TIME;
        }

        @Override
        public void fields(BinaryFields f) throws IOException {
            id = f.text(id);
            count = f.varInt(count);
            responder = f.text(responder);
            askedAt = f.fixedLong(askedAt);
            answeredAt = f.time(answeredAt);
        }
    }

    @Override
    public String metric() {
        return "M19b";
    }

    @Override
    public FactType<ProposalQuestion> factType() {
        return ProposalQuestion.TYPE;
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
        state.parties = state.parties.after(event);
        if (event.payload() instanceof Question question) {
            if (event.type() == EventType.PROPOSAL_QUESTION_ASKED) {
                state.ask(question.questionId(), event.timeMillis());
            } else {
                state.answer(question.questionId(), event.actor(), event.timeMillis());
            }
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<ProposalQuestion> facts) {
        if (!key.kind().equals(EntityKey.PROPOSAL)) {
            return;
        }
        int questionNo = 0;
        for (Asked question : state.questions) {
            questionNo++;
            facts.accept(new ProposalQuestion(
                    key,
                    state.parties,
                    questionNo,
                    question.id,
                    question.count,
                    question.responder,
                    question.askedAt,
                    BinaryCodec.orNull(question.answeredAt)));
        }
    }

    @Override
    public boolean closed(State state) {
        return state.questions.stream().noneMatch(Asked::isOpen);
    }
}
