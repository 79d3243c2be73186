package dev.crmpulse.simulator.crm;

import java.time.Instant;
import java.util.List;

/**
 * What a simulation depends on; nothing else does it depend on.
 *
 * @param seed another one gives other leads
 * @param start when people are announced; leads follow from there
 * @param load how much comes in
 * @param tenants whose leads they are, at least one
 * @param defects how often the data of the CRM is defective
 */
public record SimulationSettings(
        long seed, Instant start, Load load, List<TenantProfile> tenants, DefectRates defects) {
    public SimulationSettings {
        tenants = List.copyOf(tenants);
        if (tenants.isEmpty()) {
            throw new IllegalArgumentException("a simulation needs at least one tenant");
        }
    }

    /** A tenant in Asia and one in Europe, usually untidy. */
    public static SimulationSettings of(long seed, Instant start, Load load) {
        return new SimulationSettings(
                seed, start, load, List.of(TenantProfile.asia(), TenantProfile.europe()), DefectRates.usual());
    }

    public SimulationSettings withTenants(List<TenantProfile> others) {
        return new SimulationSettings(seed, start, load, others, defects);
    }

    public SimulationSettings withDefects(DefectRates other) {
        return new SimulationSettings(seed, start, load, tenants, other);
    }
}
