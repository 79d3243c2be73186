package dev.crmpulse.verify.toy;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.ContactPayload;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M99: who called about a lead, and when. */
public final class CallFold implements Fold<List<CallFold.Made>, Call> {
    static final Metric METRIC = Metric.of(new CallFold(), "engagement").summed(Rollup.of(Call.TYPE));

    private static final Set<EventType> READS = EnumSet.of(EventType.ACTIVITY_LOGGED);

    record Made(String caller, long atMillis) {}

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
    public List<Made> create() {
        return new ArrayList<>();
    }

    @Override
    public void apply(List<Made> calls, CrmEvent event, TenantPolicies policies) {
        if (event.payload() instanceof ContactPayload.Activity activity
                && activity.channel().equals("call")) {
            calls.add(new Made(event.actor(), event.timeMillis()));
        }
    }

    @Override
    public void facts(List<Made> calls, EntityKey root, Consumer<Call> facts) {
        for (Made call : calls) {
            facts.accept(
                    new Call(root.tenant(), root.leadId(), calls.indexOf(call) + 1, call.caller(), call.atMillis()));
        }
    }

    @Override
    public boolean closed(List<Made> calls) {
        return true;
    }

    @Override
    public void write(List<Made> calls, DataOutput out) throws IOException {
        BinaryCodec.writeVarLong(out, calls.size());
        for (Made call : calls) {
            BinaryCodec.writeText(out, call.caller());
            out.writeLong(call.atMillis());
        }
    }

    @Override
    public List<Made> read(DataInput in) throws IOException {
        List<Made> calls = new ArrayList<>();
        for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
            calls.add(new Made(BinaryCodec.readText(in), in.readLong()));
        }
        return calls;
    }
}
