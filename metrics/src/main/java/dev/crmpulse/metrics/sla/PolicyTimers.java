package dev.crmpulse.metrics.sla;

import dev.crmpulse.engine.entity.TrackedEntity;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All episodes of one SLA to one lead or deal; the last one may run. There is at least one. */
final class PolicyTimers implements BinaryState {
    private String slaId = "";
    private final List<SlaTimer> episodes = new ArrayList<>(1);

    /** Whether the last event fulfilled the SLA. */
    private boolean justFulfilled;

    /** One to be read. */
    PolicyTimers() {}

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

    void facts(EntityKey key, TrackedEntity<?> entity, Consumer<SlaClock> facts) {
        for (int i = 0; i < episodes.size(); i++) {
            episodes.get(i).facts(slaId, i + 1, key, entity, facts);
        }
    }

    private SlaTimer last() {
        return episodes.get(episodes.size() - 1);
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        slaId = f.text(slaId);
        f.list(episodes, SlaTimer::new);
    }
}
