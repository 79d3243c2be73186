package dev.crmpulse.engine.policy;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of the rules that come with crm-pulse hold for a tenant: SLAs, funnels, scoring and benchmarks. Calendars evaluate
 * nothing that does not name them, so they are always there.
 *
 * @param none whether none of them does
 * @param without ids of those that do not
 */
public record ShippedRules(boolean none, Set<String> without) implements Serializable {
    /** Nothing is left out. */
    public static final ShippedRules ALL = new ShippedRules(false, Set.of());

    /** A tenant that is evaluated by its own rules alone. */
    public static final ShippedRules NONE = new ShippedRules(true, Set.of());

    public ShippedRules {
        without = Set.copyOf(new TreeSet<>(without));
    }

    /** All but these. */
    public static ShippedRules without(Set<String> ids) {
        return new ShippedRules(false, ids);
    }

    /** Whether the rule holds, where it is one that is shipped. */
    boolean hold(Policy rule) {
        return !rule.head().shipped() || !(none || without.contains(rule.id()));
    }
}
