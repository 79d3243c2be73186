package dev.crmpulse.local.sim;

import java.time.Instant;
import java.util.List;

/**
 * What a simulation depends on; nothing else does it depend on.
 *
 * @param seed another one gives other leads
 * @param start when people are announced; leads follow from there
 * @param load how much comes in
 * @param tenants whose leads they are, at least one
 * @param dirt how untidy the CRM is
 */
public record SimulationSettings(long seed, Instant start, Load load, List<TenantProfile> tenants, DirtRates dirt) {
    public SimulationSettings {
        tenants = List.copyOf(tenants);
        if (tenants.isEmpty()) {
            throw new IllegalArgumentException("a simulation needs at least one tenant");
        }
    }

    /** A tenant in Asia and one in Europe, usually untidy. */
    public static SimulationSettings of(long seed, Instant start, Load load) {
        return new SimulationSettings(
                seed, start, load, List.of(TenantProfile.asia(), TenantProfile.europe()), DirtRates.usual());
    }

    public SimulationSettings withTenants(List<TenantProfile> others) {
        return new SimulationSettings(seed, start, load, others, dirt);
    }

    public SimulationSettings withDirt(DirtRates other) {
        return new SimulationSettings(seed, start, load, tenants, other);
    }
}
