package dev.crmpulse.metrics.funnel;

import dev.crmpulse.engine.entity.TrackedEntity;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.FunnelPolicy;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelOrder;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelStep;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The way of one lead or deal through one funnel. */
final class FunnelProgress implements BinaryState {
    private static final long NOT_REACHED = Long.MIN_VALUE;

    private String funnelId;
    private int version;
    private long enteredAt;

    /** When each step was reached. */
    private long[] reachedAt;

    private boolean[] implied;
    private FunnelPolicy policy;
    private List<FunnelEntry> stated;

    /** One to be read. */
    FunnelProgress() {
        this("", 0, 0, 0);
    }

    private FunnelProgress(String funnelId, int version, long enteredAt, int steps) {
        this.funnelId = funnelId;
        this.version = version;
        this.enteredAt = enteredAt;
        this.reachedAt = new long[steps];
        this.implied = new boolean[steps];
        Arrays.fill(reachedAt, NOT_REACHED);
    }

    /** Whether an event enters a funnel. */
    static boolean enters(FunnelPolicy funnel, CrmEvent event) {
        return funnel.order() == FunnelOrder.IMPLIED
                ? lastHeld(funnel.steps(), event) >= 0
                : funnel.steps().get(0).when().hold(event);
    }

    /** The way that begins with an event that enters. */
    static FunnelProgress enter(FunnelPolicy funnel, CrmEvent event) {
        FunnelProgress progress = new FunnelProgress(
                funnel.id(),
                funnel.version(),
                event.timeMillis(),
                funnel.steps().size());
        progress.policy = funnel;
        progress.take(event);
        return progress;
    }

    String funnelId() {
        return funnelId;
    }

    /** Takes in an event after the entry. */
    void apply(CrmEvent event, Entity entity, TenantPolicies policies) {
        if (isThrough()) {
            return;
        }
        if (policy == null) {
            policy = policy(policies, entity, funnelId, version, enteredAt, reachedAt.length);
        }
        if (event.timeMillis() - enteredAt <= policy.window().millis()) {
            take(event);
        }
    }

    private void take(CrmEvent event) {
        List<FunnelStep> steps = policy.steps();
        switch (policy.order()) {
            case STRICT -> {
                int next = 0;
                while (reachedAt[next] != NOT_REACHED) {
                    next++;
                }
                if (steps.get(next).when().hold(event)) {
                    reach(next, event.timeMillis());
                }
            }
            case IMPLIED -> {
                for (int step = lastHeld(steps, event); step >= 0; step--) {
                    if (reachedAt[step] == NOT_REACHED) {
                        reach(step, event.timeMillis());
                        implied[step] = !steps.get(step).when().hold(event);
                    }
                }
            }
            case ANY -> {
                for (int step = 0; step < reachedAt.length; step++) {
                    if (reachedAt[step] == NOT_REACHED && steps.get(step).when().hold(event)) {
                        reach(step, event.timeMillis());
                    }
                }
            }
        }
    }

    private void reach(int step, long atMillis) {
        reachedAt[step] = atMillis;
        stated = null;
    }

    private static int lastHeld(List<FunnelStep> steps, CrmEvent event) {
        int step = steps.size() - 1;
        while (step >= 0 && !steps.get(step).when().hold(event)) {
            step--;
        }
        return step;
    }

    private boolean isThrough() {
        for (long reached : reachedAt) {
            if (reached == NOT_REACHED) {
                return false;
            }
        }
        return true;
    }

    /** Takes in that an id, the owner or the channel is another one now. */
    void invalidate() {
        stated = null;
    }

    /** States its steps; what did not change since the last time is the same facts. */
    void facts(EntityKey key, TrackedEntity<?> entity, String channel, Consumer<FunnelEntry> facts) {
        if (stated == null) {
            stated = state(key, entity, channel);
        }
        stated.forEach(facts);
    }

    private List<FunnelEntry> state(EntityKey key, TrackedEntity<?> entity, String channel) {
        List<FunnelEntry> entries = new ArrayList<>(reachedAt.length);
        FactSubject subject = entity.subject(key);
        String id = entity.factId(key) + '/' + funnelId + '/';
        Long reachedBefore = null;
        for (int i = 0; i < reachedAt.length; i++) {
            Long reached = reachedAt(i);
            entries.add(new FunnelEntry(
                    id + (i + 1),
                    subject,
                    entity.entity(),
                    entity.id(key),
                    entity.owner(),
                    channel,
                    new FunnelEntry.Step(funnelId, version, i + 1, reachedAt.length),
                    enteredAt,
                    reached,
                    implied[i] ? FunnelEntry.Implied.YES : FunnelEntry.Implied.NO,
                    reached == null ? null : reachedBefore,
                    reachedAt(reachedAt.length - 1)));
            reachedBefore = reached == null ? reachedBefore : reached;
        }
        return entries;
    }

    private Long reachedAt(int step) {
        return reachedAt[step] == NOT_REACHED ? null : (Long) reachedAt[step];
    }

    /**
     * The version of a funnel that was entered.
     *
     * @throws IllegalStateException where it is no longer known, or not as it was
     */
    static FunnelPolicy policy(
            TenantPolicies policies, Entity entity, String id, int version, long enteredAt, int steps) {
        for (FunnelPolicy funnel : policies.funnels(entity, enteredAt)) {
            if (funnel.id().equals(id)
                    && funnel.version() == version
                    && funnel.steps().size() == steps) {
                return funnel;
            }
        }
        throw new IllegalStateException("funnel " + id + " version " + version + " with " + steps
                + " steps was entered by what is published already and is not in force for it any more: bring it back, or"
                + " begin a new run");
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        funnelId = f.text(funnelId);
        version = f.varInt(version);
        enteredAt = f.varLong(enteredAt);
        int steps = f.varInt(reachedAt.length);
        if (f.isReading()) {
            reachedAt = new long[steps];
            implied = new boolean[steps];
        }
        for (int i = 0; i < steps; i++) {
            // 0 is not reached, else the time since the entry, and 1 for a step that was implied
            long since = f.varLong(
                    reachedAt[i] == NOT_REACHED ? 0 : ((reachedAt[i] - enteredAt + 1) << 1) | (implied[i] ? 1 : 0));
            reachedAt[i] = since == 0 ? NOT_REACHED : enteredAt + (since >>> 1) - 1;
            implied[i] = (since & 1) == 1;
        }
    }
}
