package dev.crmpulse.metrics.sla;

import dev.crmpulse.engine.entity.TrackedEntity;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.policy.SlaPolicy.Episodes;
import dev.crmpulse.engine.policy.SlaPolicy.EscalationLevel;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One episode of an SLA to one lead or deal: a clock from its start to its end. */
final class SlaTimer implements BinaryState {
    private static final String RESTARTED = "restarted";
    private static final String REPLANNED = "replanned";
    private static final String CLEARED = "cleared";
    private static final long NONE = Long.MIN_VALUE;

    private static final int ENDED = 1;
    private static final int PAUSED = 2;
    private static final int HAS_PAUSED = 4;

    private int version;
    private long startedAt;
    private String ownerAtStart = "";
    private Deadline[] deadlines = {};
    private long endedAt = NONE;
    private String cancelReason = "";
    private long pausedAt = NONE;
    private long pausedMillis;

    private SlaPolicy policy;
    private TimeBasis own;
    private List<SlaClock> stated;

    /** One to be read. */
    SlaTimer() {}

    private SlaTimer(int version, long startedAt, String ownerAtStart, Deadline[] deadlines) {
        this.version = version;
        this.startedAt = startedAt;
        this.ownerAtStart = ownerAtStart;
        this.deadlines = deadlines;
    }

    /** The clock that an event starts; null where its calendar is not in force or its date is not named. */
    static SlaTimer start(SlaPolicy sla, CrmEvent event, String owner, TenantPolicies policies) {
        long at = event.timeMillis();
        TimeBasis own = TimeBasis.of(sla, policies, at);
        boolean planned = sla.hasPlan();
        Long plan = planned ? plan(sla, event, at, policies) : null;
        if (own == null || (planned && plan == null)) {
            return null;
        }
        List<EscalationLevel> levels = sla.levels();
        Deadline[] deadlines = new Deadline[levels.size()];
        for (int i = 0; i < deadlines.length; i++) {
            deadlines[i] = planned
                    ? Deadline.before(plan, levels.get(i).target(), at)
                    : Deadline.after(at, levels.get(i).target(), own);
        }
        SlaTimer clock = new SlaTimer(sla.version(), at, owner, deadlines);
        clock.policy = sla;
        clock.own = own;
        return clock;
    }

    /** The date that an event names, by the zone of the tenant's days at the start. */
    private static Long plan(SlaPolicy sla, CrmEvent event, long startedAt, TenantPolicies policies) {
        return sla.planned().of(event, policies.profile(startedAt).zone());
    }

    boolean isRunning() {
        return endedAt == NONE;
    }

    /** Whether it ended, and by fulfilment. */
    boolean isFulfilled() {
        return !isRunning() && cancelReason.isEmpty();
    }

    /** Takes in an event while it runs; returns whether that changed anything. */
    boolean apply(String slaId, CrmEvent event, TrackedEntity<?> entity, TenantPolicies policies) {
        follow(slaId, policies);
        long at = event.timeMillis();
        if (policy.stop().hold(event)) {
            return end(at, "", entity);
        }
        if (policy.cancel().hold(event)) {
            return end(at, SlaPolicy.cancelReason(event), entity);
        }
        if (entity.isDeleted()) {
            // whatever the policy says: nothing is owed to what is no more
            return end(at, SlaPolicy.cancelReason(event), entity);
        }
        if (policy.hasPlan()) {
            return starts(event, entity) && replan(event, entity, policies);
        }
        if (policy.episodes() == Episodes.RESTART && starts(event, entity)) {
            return end(at, RESTARTED, entity);
        }
        return pausedAt == NONE
                ? policy.pause().hold(event) && pause(at)
                : policy.resume().hold(event) && resume(at);
    }

    /** Whether the event makes the SLA: nothing is started for what is closed. */
    private boolean starts(CrmEvent event, TrackedEntity<?> entity) {
        return entity.mayBegin() && policy.start().hold(event);
    }

    private boolean end(long at, String reason, TrackedEntity<?> entity) {
        if (pausedAt != NONE) {
            resume(at);
        }
        for (Deadline deadline : deadlines) {
            deadline.end(at, entity.ownerBefore(), entity.owner());
        }
        endedAt = at;
        cancelReason = reason;
        stated = null;
        return true;
    }

    private boolean replan(CrmEvent event, TrackedEntity<?> entity, TenantPolicies policies) {
        long at = event.timeMillis();
        if (policy.planned().isClearedBy(event)) {
            return end(at, CLEARED, entity);
        }
        Long plan = plan(policy, event, startedAt, policies);
        if (plan == null) {
            return false;
        }
        boolean moved = false;
        for (int i = 0; i < deadlines.length; i++) {
            if (!deadlines[i].isBefore(at)) {
                deadlines[i].replan(plan, policy.levels().get(i).target(), at);
                moved = true;
            }
        }
        stated = null;
        return moved || end(at, REPLANNED, entity);
    }

    private boolean pause(long at) {
        for (Deadline deadline : deadlines) {
            deadline.pause(at, own);
        }
        pausedAt = at;
        stated = null;
        return true;
    }

    private boolean resume(long at) {
        for (Deadline deadline : deadlines) {
            deadline.resume(pausedAt, at, own);
        }
        pausedMillis += own.between(pausedAt, at);
        pausedAt = NONE;
        stated = null;
        return true;
    }

    /** Takes in that the owner was another one up to an event, or that an id became known. */
    void ownedUntil(long atMillis, String ownerBefore) {
        if (isRunning()) {
            for (Deadline deadline : deadlines) {
                deadline.ownedUntil(atMillis, ownerBefore);
            }
        }
        stated = null;
    }

    /** When silence changes it next, {@link Long#MAX_VALUE} if never. */
    long nextDeadline() {
        long next = Long.MAX_VALUE;
        if (isRunning()) {
            for (Deadline deadline : deadlines) {
                next = Math.min(next, deadline.nextMillis());
            }
        }
        return next;
    }

    /** Takes in that nothing ended it up to the horizon. */
    void passDeadline(long horizonMillis) {
        if (isRunning()) {
            for (Deadline deadline : deadlines) {
                if (deadline.pass(horizonMillis)) {
                    stated = null;
                }
            }
        }
    }

    /** States its levels; what did not change since the last time is the same facts. */
    void facts(String slaId, int episode, EntityKey key, TrackedEntity<?> entity, Consumer<SlaClock> facts) {
        if (stated == null) {
            stated = state(slaId, episode, key, entity);
        }
        stated.forEach(facts);
    }

    private List<SlaClock> state(String slaId, int episode, EntityKey key, TrackedEntity<?> entity) {
        List<SlaClock> levels = new ArrayList<>(deadlines.length);
        FactSubject subject = entity.subject(key);
        String id = entity.factId(key) + '/' + slaId + '/' + episode + '/';
        for (int i = 0; i < deadlines.length; i++) {
            Deadline deadline = deadlines[i];
            levels.add(new SlaClock(
                    id + (i + 1),
                    subject,
                    entity.entity(),
                    entity.id(key),
                    new SlaClock.Level(slaId, version, episode, i + 1, deadlines.length),
                    new SlaClock.Timing(
                            startedAt,
                            deadline.plannedAt(),
                            deadline.dueAt(),
                            isRunning() ? null : (Long) endedAt,
                            pausedMillis,
                            deadline.pausedAfterMillis()),
                    state(deadline),
                    cancelReason,
                    ownerAtStart,
                    deadline.owner(entity.owner())));
        }
        return levels;
    }

    private SlaState state(Deadline deadline) {
        if (isRunning()) {
            return deadline.hasPassed() ? SlaState.OVERDUE : SlaState.OPEN;
        }
        if (deadline.isBefore(endedAt)) {
            return SlaState.OVERDUE;
        }
        return cancelReason.isEmpty() ? SlaState.KEPT : SlaState.CANCELLED;
    }

    private void follow(String slaId, TenantPolicies policies) {
        if (policy == null) {
            policy = SlaContext.sla(policies, slaId, version, startedAt, deadlines.length);
            own = SlaContext.ownTime(policy, policies, startedAt);
        }
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        int flags = f.octet(
                (isRunning() ? 0 : ENDED) | (pausedAt == NONE ? 0 : PAUSED) | (pausedMillis == 0 ? 0 : HAS_PAUSED));
        version = f.varInt(version);
        startedAt = f.varLong(startedAt);
        ownerAtStart = f.text(ownerAtStart);
        if ((flags & ENDED) != 0) {
            endedAt = startedAt + f.varLong(endedAt - startedAt);
            cancelReason = f.text(cancelReason);
        }
        if ((flags & PAUSED) != 0) {
            pausedAt = startedAt + f.varLong(pausedAt - startedAt);
        }
        if ((flags & HAS_PAUSED) != 0) {
            pausedMillis = f.varLong(pausedMillis);
        }
        int levels = f.varInt(deadlines.length);
        deadlines = f.isReading() ? new Deadline[levels] : deadlines;
        for (int i = 0; i < levels; i++) {
            deadlines[i] = f.isReading() ? new Deadline() : deadlines[i];
            deadlines[i].fields(startedAt, ownerAtStart, f);
        }
    }
}
