package dev.crmpulse.metrics.sla;

import dev.crmpulse.metrics.entity.TrackedEntity;
import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.Root;
import dev.crmpulse.metrics.event.Wire;
import dev.crmpulse.metrics.policy.TenantPolicies;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All episodes of one promise to one lead or deal; the last one may run. There is at least one. */
final class PromiseClocks {
    private final String promiseId;
    private final List<Clock> episodes = new ArrayList<>(1);

    /** Whether the last event fulfilled the promise. */
    private boolean justFulfilled;

    PromiseClocks(String promiseId) {
        this.promiseId = promiseId;
    }

    String promiseId() {
        return promiseId;
    }

    boolean isRunning() {
        return last().isRunning();
    }

    boolean isJustFulfilled() {
        return justFulfilled;
    }

    void begin(Clock clock) {
        episodes.add(clock);
    }

    /** Lets the running episode take in an event; returns whether that changed anything. */
    boolean apply(CrmEvent event, TrackedEntity<?> entity, TenantPolicies policies) {
        justFulfilled = false;
        Clock clock = last();
        if (!clock.isRunning() || !clock.apply(promiseId, event, entity, policies)) {
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

    void facts(Root root, TrackedEntity<?> entity, Consumer<SlaClock> facts) {
        for (int i = 0; i < episodes.size(); i++) {
            episodes.get(i).facts(promiseId, i + 1, root, entity, facts);
        }
    }

    private Clock last() {
        return episodes.get(episodes.size() - 1);
    }

    void write(DataOutput out) throws IOException {
        Wire.writeText(out, promiseId);
        Wire.writeVarLong(out, episodes.size());
        for (Clock clock : episodes) {
            clock.write(out);
        }
    }

    static PromiseClocks read(DataInput in) throws IOException {
        PromiseClocks clocks = new PromiseClocks(Wire.readText(in));
        for (long left = Wire.readVarLong(in); left > 0; left--) {
            clocks.episodes.add(Clock.read(in));
        }
        return clocks;
    }
}
