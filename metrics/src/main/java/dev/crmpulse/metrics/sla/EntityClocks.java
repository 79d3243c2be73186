package dev.crmpulse.metrics.sla;

import dev.crmpulse.metrics.entity.MemoryCodec;
import dev.crmpulse.metrics.entity.TrackedEntity;
import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.Root;
import dev.crmpulse.metrics.event.Wire;
import dev.crmpulse.metrics.policy.Episodes;
import dev.crmpulse.metrics.policy.PromisePolicy;
import dev.crmpulse.metrics.policy.TenantPolicies;
import dev.crmpulse.metrics.policy.WhenKept;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The clocks of all promises to one lead or deal. */
final class EntityClocks {
    private final List<PromiseClocks> promises = new ArrayList<>();

    /** In state. */
    static final class Codec implements MemoryCodec<EntityClocks> {
        @Override
        public void write(EntityClocks clocks, DataOutput out) throws IOException {
            Wire.writeVarLong(out, clocks.promises.size());
            for (PromiseClocks promise : clocks.promises) {
                promise.write(out);
            }
        }

        @Override
        public EntityClocks read(DataInput in) throws IOException {
            EntityClocks clocks = new EntityClocks();
            for (long left = Wire.readVarLong(in); left > 0; left--) {
                clocks.promises.add(PromiseClocks.read(in));
            }
            return clocks;
        }
    }

    /** Takes in an event that concerns the lead or deal; returns whether that changed anything. */
    static boolean apply(CrmEvent event, TrackedEntity<EntityClocks> entity, TenantPolicies policies) {
        boolean changed = entity.memory() != null && entity.memory().goOn(event, entity, policies);
        List<PromisePolicy> inForce = policies.promises(entity.entity(), event.timeMillis());
        for (int i = 0; i < inForce.size(); i++) {
            PromisePolicy promise = inForce.get(i);
            boolean starts = entity.mayBegin() && promise.start().hold(event);
            if (starts || promise.whenKept() == WhenKept.REPEAT) {
                changed |= begin(promise, starts, event, entity, policies);
            }
        }
        return changed;
    }

    private boolean goOn(CrmEvent event, TrackedEntity<EntityClocks> entity, TenantPolicies policies) {
        boolean changed = false;
        for (int i = 0; i < promises.size(); i++) {
            changed |= promises.get(i).apply(event, entity, policies);
        }
        return changed;
    }

    /**
     * Begins an episode where none runs and the event makes the promise, or fulfilled one that repeats; never for what is
     * closed.
     */
    private static boolean begin(
            PromisePolicy promise,
            boolean starts,
            CrmEvent event,
            TrackedEntity<EntityClocks> entity,
            TenantPolicies policies) {
        PromiseClocks before = entity.memory() == null ? null : entity.memory().of(promise.id());
        boolean made = starts && (before == null || promise.episodes() != Episodes.ONCE);
        boolean repeats = before != null
                && before.isJustFulfilled()
                && promise.whenKept() == WhenKept.REPEAT
                && !entity.isClosed();
        if ((before != null && before.isRunning()) || !(made || repeats)) {
            return false;
        }
        Clock clock = Clock.start(promise, event, entity.owner(), policies);
        if (clock == null) {
            return false;
        }
        if (entity.memory() == null) {
            entity.remember(new EntityClocks());
        }
        if (before == null) {
            before = new PromiseClocks(promise.id());
            entity.memory().promises.add(before);
        }
        before.begin(clock);
        return true;
    }

    private PromiseClocks of(String promiseId) {
        for (int i = 0; i < promises.size(); i++) {
            if (promises.get(i).promiseId().equals(promiseId)) {
                return promises.get(i);
            }
        }
        return null;
    }

    void ownedUntil(long atMillis, String ownerBefore) {
        promises.forEach(promise -> promise.ownedUntil(atMillis, ownerBefore));
    }

    boolean isRunning() {
        return promises.stream().anyMatch(PromiseClocks::isRunning);
    }

    long nextDeadline() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < promises.size(); i++) {
            next = Math.min(next, promises.get(i).nextDeadline());
        }
        return next;
    }

    void passDeadline(long horizonMillis) {
        promises.forEach(promise -> promise.passDeadline(horizonMillis));
    }

    void facts(Root root, TrackedEntity<EntityClocks> entity, Consumer<SlaClock> facts) {
        promises.forEach(promise -> promise.facts(root, entity, facts));
    }
}
