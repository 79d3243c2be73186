package dev.crmpulse.metrics.sla;

import dev.crmpulse.engine.entity.TrackedEntity;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.policy.EntityTraits;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.policy.SlaPolicy.Episodes;
import dev.crmpulse.engine.policy.SlaPolicy.WhenKept;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is known of one lead, deal or other entity, and the clocks of all SLAs to it. */
final class EntityTimers implements BinaryState {
    private final List<PolicyTimers> slas = new ArrayList<>();
    private final EntityTraits traits = new EntityTraits();

    /** Takes in an event that concerns the lead or deal; returns whether that changed anything. */
    static boolean apply(CrmEvent event, TrackedEntity<EntityTimers> entity, TenantPolicies policies) {
        if (entity.state() != null && entity.state().traits.isHandoverWithin(event)) {
            return false;
        }
        boolean changed = entity.state() != null && entity.state().goOn(event, entity, policies);
        if (EntityTraits.isSaidBy(event, entity.entity())) {
            remembered(entity).traits.apply(event, entity.entity());
        }
        List<SlaPolicy> inForce = policies.slas(entity.entity(), event.timeMillis());
        for (int i = 0; i < inForce.size(); i++) {
            SlaPolicy sla = inForce.get(i);
            boolean starts = entity.mayBegin() && sla.start().hold(event);
            if ((starts || sla.whenKept() == WhenKept.REPEAT)
                    && sla.appliesTo().holds(entity.state() == null ? null : entity.state().traits)) {
                changed |= begin(sla, starts, event, entity, policies);
            }
        }
        return changed;
    }

    private boolean goOn(CrmEvent event, TrackedEntity<EntityTimers> entity, TenantPolicies policies) {
        boolean changed = false;
        for (int i = 0; i < slas.size(); i++) {
            changed |= slas.get(i).apply(event, entity, policies);
        }
        return changed;
    }

    /**
     * Begins an episode where none runs and the event makes the SLA, or fulfilled one that repeats; never for what is
     * closed.
     */
    private static boolean begin(
            SlaPolicy sla,
            boolean starts,
            CrmEvent event,
            TrackedEntity<EntityTimers> entity,
            TenantPolicies policies) {
        PolicyTimers before = entity.state() == null ? null : entity.state().of(sla.id());
        boolean made = starts && (before == null || sla.episodes() != Episodes.ONCE);
        boolean repeats =
                before != null && before.isJustFulfilled() && sla.whenKept() == WhenKept.REPEAT && !entity.isClosed();
        if ((before != null && before.isRunning()) || !(made || repeats)) {
            return false;
        }
        SlaTimer clock = SlaTimer.start(sla, event, entity.owner(), policies);
        if (clock == null) {
            return false;
        }
        if (before == null) {
            before = new PolicyTimers(sla.id());
            remembered(entity).slas.add(before);
        }
        before.begin(clock);
        return true;
    }

    private static EntityTimers remembered(TrackedEntity<EntityTimers> entity) {
        if (entity.state() == null) {
            entity.remember(new EntityTimers());
        }
        return entity.state();
    }

    private PolicyTimers of(String slaId) {
        for (int i = 0; i < slas.size(); i++) {
            if (slas.get(i).slaId().equals(slaId)) {
                return slas.get(i);
            }
        }
        return null;
    }

    void ownedUntil(long atMillis, String ownerBefore) {
        slas.forEach(sla -> sla.ownedUntil(atMillis, ownerBefore));
    }

    boolean isRunning() {
        return slas.stream().anyMatch(PolicyTimers::isRunning);
    }

    long nextDeadline() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < slas.size(); i++) {
            next = Math.min(next, slas.get(i).nextDeadline());
        }
        return next;
    }

    void passDeadline(long horizonMillis) {
        slas.forEach(sla -> sla.passDeadline(horizonMillis));
    }

    void facts(EntityKey key, TrackedEntity<EntityTimers> entity, Consumer<SlaClock> facts) {
        slas.forEach(sla -> sla.facts(key, entity, facts));
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        traits.fields(f);
        f.list(slas, PolicyTimers::new);
    }
}
