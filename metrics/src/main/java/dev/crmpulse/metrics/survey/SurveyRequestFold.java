package dev.crmpulse.metrics.survey;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.SurveyPayload.Sent;
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

/** M18: whom we asked, how often, and who answered when. */
public final class SurveyRequestFold implements Fold<SurveyRequestFold.State, SurveyRequest> {
    public static final Metric METRIC = Metric.of(new SurveyRequestFold(), "customer")
            .summed(Rollup.of(SurveyRequest.TYPE).by("kind"));

    private static final Set<EventType> READS = Set.of(EventType.SURVEY_SENT, EventType.SURVEY_ANSWERED);

    /** The requests of one key, the earliest first. */
    static final class State implements BinaryState {
        private final List<Request> requests = new ArrayList<>();

        @Override
        public void fields(BinaryFields f) throws IOException {
            f.list(requests, Request::new);
        }

        private void send(SurveyContext sent, long atMillis) {
            for (Request request : requests) {
                if (request.isSentAgainBy(sent)) {
                    request.sentCount++;
                    return;
                }
            }
            requests.add(new Request(sent, atMillis));
        }

        private void answer(Answer answer) {
            for (int i = requests.size() - 1; i >= 0; i--) {
                Request request = requests.get(i);
                if (request.isAskedFor(answer.context())) {
                    request.endedAt = request.endedAt == BinaryCodec.NO_TIME ? answer.startedAt() : request.endedAt;
                    return;
                }
            }
        }
    }

    private static final class Request implements BinaryState {
        private SurveyContext context = SurveyContext.NONE;
        private long startedAt;
        private int sentCount = 1;
        private long endedAt = BinaryCodec.NO_TIME;

        /** One to be read. */
        private Request() {}

        private Request(SurveyContext context, long startedAt) {
            this.context = context;
            this.startedAt = startedAt;
        }

        @Override
        public void fields(BinaryFields f) throws IOException {
            context = context.fields(f);
            startedAt = f.fixedLong(startedAt);
            sentCount = f.varInt(sentCount);
            endedAt = f.time(endedAt);
        }

        private boolean isSentAgainBy(SurveyContext sent) {
            return !sent.surveyId().isEmpty()
                    && sent.surveyId().equals(context.surveyId())
                    && sent.kind().equals(context.kind())
                    && sent.wave().equals(context.wave())
                    && sent.respondent().equals(context.respondent());
        }

        private boolean isAskedFor(SurveyContext answered) {
            return (context.kind().isEmpty() || context.kind().equals(answered.kind()))
                    && agree(context.surveyId(), answered.surveyId())
                    && agree(context.wave(), answered.wave())
                    && agree(context.respondent(), answered.respondent());
        }

        private static boolean agree(String asked, String answered) {
            return asked.isEmpty() || answered.isEmpty() || asked.equals(answered);
        }
    }

    @Override
    public String metric() {
        return "M18";
    }

    @Override
    public FactType<SurveyRequest> factType() {
        return SurveyRequest.TYPE;
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
        if (event.payload() instanceof Sent sent) {
            state.send(SurveyContext.of(event, sent.survey()), event.timeMillis());
        } else {
            Answer.of(event).ifPresent(state::answer);
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<SurveyRequest> facts) {
        int requestNo = 0;
        for (Request request : state.requests) {
            requestNo++;
            facts.accept(new SurveyRequest(
                    key,
                    requestNo,
                    request.context,
                    request.sentCount,
                    request.startedAt,
                    BinaryCodec.orNull(request.endedAt)));
        }
    }

    @Override
    public boolean closed(State state) {
        return state.requests.stream().allMatch(request -> request.endedAt != BinaryCodec.NO_TIME);
    }
}
