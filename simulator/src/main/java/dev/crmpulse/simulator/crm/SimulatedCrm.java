package dev.crmpulse.simulator.crm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sales organisations at work, as their CRM reports it. The same settings give the same bytes. Not thread-safe, without
 * end; what it keeps are the leads and deals that something will still happen to, so memory follows the load, not the
 * time that has passed.
 */
public final class SimulatedCrm {
    private final Schedule schedule = new Schedule();
    private final Outbox outbox;
    private final Set<String> tenants;

    private SimulatedCrm(SimulationSettings settings) {
        outbox = new Outbox(settings.defects());
        tenants = new HashSet<>();
        double shares =
                settings.tenants().stream().mapToDouble(TenantProfile::share).sum();
        List<Tenant> all = new ArrayList<>();
        for (TenantProfile profile : settings.tenants()) {
            if (!tenants.add(profile.id())) {
                throw new IllegalArgumentException("tenant " + profile.id() + " is given twice");
            }
            all.add(new Tenant(profile, settings.seed(), schedule, outbox));
        }
        long start = settings.start().toEpochMilli();
        all.forEach(
                tenant -> tenant.open(start, settings.load(), tenant.profile().share() / shares));
    }

    public static SimulatedCrm of(SimulationSettings settings) {
        return new SimulatedCrm(settings);
    }

    /** The next event by the time of its publication. */
    public SimulatedEvent next() {
        while (outbox.nextMillis() >= schedule.nextMillis()) {
            schedule.runNext();
        }
        return outbox.poll();
    }

    /** Things that are still to happen and events that are still to be published: what memory depends on. */
    public int pending() {
        return schedule.size() + outbox.size();
    }

    /** Tenants whose events are to be taken in; a tenant that is not named here is one of the defects. */
    public Set<String> tenants() {
        return Set.copyOf(tenants);
    }
}
