package dev.crmpulse.verify.toy;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.ContactPayload;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M99: who called about a lead, and when. */
public final class CallFold implements Fold<CallFold.State, Call> {
    static final Metric METRIC = Metric.of(new CallFold(), "engagement").summed(Rollup.of(Call.TYPE));

    private static final Set<EventType> READS = EnumSet.of(EventType.ACTIVITY_LOGGED);

    /** The calls, the earliest first. */
    static final class State implements BinaryState {
        private final List<Made> calls = new ArrayList<>();

        @Override
        public void fields(BinaryFields f) throws IOException {
            f.values(calls, Made.NONE);
        }
    }

    private record Made(String caller, long atMillis) implements BinaryValue<Made> {
        private static final Made NONE = new Made("", 0);

        @Override
        public Made fields(BinaryFields f) throws IOException {
            return new Made(f.text(caller), f.fixedLong(atMillis));
        }
    }

    @Override
    public String metric() {
        return "M99";
    }

    @Override
    public FactType<Call> factType() {
        return Call.TYPE;
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
        if (event.payload() instanceof ContactPayload.Activity activity
                && activity.channel().equals("call")) {
            state.calls.add(new Made(event.actor(), event.timeMillis()));
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<Call> facts) {
        for (Made call : state.calls) {
            facts.accept(new Call(
                    key.tenant(), key.leadId(), state.calls.indexOf(call) + 1, call.caller(), call.atMillis()));
        }
    }

    @Override
    public boolean closed(State state) {
        return true;
    }
}
