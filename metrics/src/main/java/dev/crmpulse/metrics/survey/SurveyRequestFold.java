package dev.crmpulse.metrics.survey;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.SurveyPayload.Sent;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.DataInput;
import java.io.DataOutput;
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

    /** The requests of one root, the earliest first. */
    static final class State {
        private final List<Request> requests = new ArrayList<>();

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

    private static final class Request {
        private final SurveyContext context;
        private final long startedAt;
        private int sentCount = 1;
        private long endedAt = BinaryCodec.NO_TIME;

        private Request(SurveyContext context, long startedAt) {
            this.context = context;
            this.startedAt = startedAt;
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
    public void facts(State state, EntityKey root, Consumer<SurveyRequest> facts) {
        int requestNo = 0;
        for (Request request : state.requests) {
            requestNo++;
            facts.accept(new SurveyRequest(
                    root,
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

    @Override
    public void write(State state, DataOutput out) throws IOException {
        BinaryCodec.writeVarLong(out, state.requests.size());
        for (Request request : state.requests) {
            request.context.write(out);
            out.writeLong(request.startedAt);
            BinaryCodec.writeVarLong(out, request.sentCount);
            BinaryCodec.writeTime(out, request.endedAt);
        }
    }

    @Override
    public State read(DataInput in) throws IOException {
        State state = new State();
        for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
            Request request = new Request(SurveyContext.read(in), in.readLong());
            request.sentCount = (int) BinaryCodec.readVarLong(in);
            request.endedAt = BinaryCodec.readTime(in);
            state.requests.add(request);
        }
        return state;
    }
}
