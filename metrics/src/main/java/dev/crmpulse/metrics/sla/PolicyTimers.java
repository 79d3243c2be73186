package dev.crmpulse.metrics.sla;

import dev.crmpulse.engine.entity.TrackedEntity;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All episodes of one SLA to one lead or deal; the last one may run. There is at least one. */
final class PolicyTimers {
    private final String slaId;
    private final List<SlaTimer> episodes = new ArrayList<>(1);

    /** Whether the last event fulfilled the SLA. */
    private boolean justFulfilled;

    PolicyTimers(String slaId) {
        this.slaId = slaId;
    }

    String slaId() {
        return slaId;
    }

    boolean isRunning() {
        return last().isRunning();
    }

    boolean isJustFulfilled() {
        return justFulfilled;
    }

    void begin(SlaTimer clock) {
        episodes.add(clock);
    }

    /** Lets the running episode take in an event; returns whether that changed anything. */
    boolean apply(CrmEvent event, TrackedEntity<?> entity, TenantPolicies policies) {
        justFulfilled = false;
        SlaTimer clock = last();
        if (!clock.isRunning() || !clock.apply(slaId, event, entity, policies)) {
            return false;
        }
        justFulfilled = clock.isFulfilled();
        return true;
    }

    void ownedUntil(long atMillis, String ownerBefore) {
        episodes.forEach(clock -> clock.ownedUntil(atMillis, ownerBefore));
    }

    long nextDeadline() {
        return last().nextDeadline();
    }

    void passDeadline(long horizonMillis) {
        last().passDeadline(horizonMillis);
    }

    void facts(EntityKey root, TrackedEntity<?> entity, Consumer<SlaClock> facts) {
        for (int i = 0; i < episodes.size(); i++) {
            episodes.get(i).facts(slaId, i + 1, root, entity, facts);
        }
    }

    private SlaTimer last() {
        return episodes.get(episodes.size() - 1);
    }

    void write(DataOutput out) throws IOException {
        BinaryCodec.writeText(out, slaId);
        BinaryCodec.writeVarLong(out, episodes.size());
        for (SlaTimer clock : episodes) {
            clock.write(out);
        }
    }

    static PolicyTimers read(DataInput in) throws IOException {
        PolicyTimers clocks = new PolicyTimers(BinaryCodec.readText(in));
        for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
            clocks.episodes.add(SlaTimer.read(in));
        }
        return clocks;
    }
}
