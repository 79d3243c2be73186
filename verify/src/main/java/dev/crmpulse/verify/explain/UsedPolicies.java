package dev.crmpulse.verify.explain;

import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.SlaPolicy;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the versions of rules that facts name. */
final class UsedPolicies {
    private static final String POLICY = "policy_id";
    private static final String CALENDAR = "calendar_id";

    /** What a column {@code policy_id} may name. */
    private static final Set<PolicyKind> RULES = Set.of(PolicyKind.SLA, PolicyKind.FUNNEL, PolicyKind.TIER);

    private final List<Policy> candidates;

    UsedPolicies(Policies policies, String tenant) {
        // of rules with the same name and version a tenant's own counts, then the later one
        candidates = policies.all().stream()
                .filter(policy ->
                        policy.tenant().equals(tenant) || policy.tenant().equals(Policy.EVERY_TENANT))
                .sorted(Comparator.comparing((Policy policy) -> policy.tenant().equals(tenant))
                        .thenComparing(Policy::effectiveFromMillis)
                        .reversed())
                .toList();
    }

    /** Each once, by kind and name. */
    List<Policy> of(List<Explanation.StatedFact> facts) {
        Set<Policy> used = new LinkedHashSet<>();
        for (Explanation.StatedFact fact : facts) {
            find(fact, POLICY, RULES).ifPresent(used::add);
            find(fact, CALENDAR, Set.of(PolicyKind.CALENDAR)).ifPresent(used::add);
        }
        return used.stream()
                .sorted(Comparator.comparing(Policy::kind).thenComparing(Policy::key))
                .toList();
    }

    /** The rule of an SLA's clock, null where it is not known. */
    SlaPolicy sla(Explanation.StatedFact clock) {
        return find(clock, POLICY, Set.of(PolicyKind.SLA))
                .map(SlaPolicy.class::cast)
                .orElse(null);
    }

    private Optional<Policy> find(Explanation.StatedFact fact, String column, Set<PolicyKind> kinds) {
        FactValue named = fact.values().get(column);
        if (named == null || named.isEmpty()) {
            return Optional.empty();
        }
        Instant start = fact.values().get("started_at").time();
        List<Policy> all = candidates.stream()
                .filter(policy ->
                        kinds.contains(policy.kind()) && policy.versionedId().equals(named.text()))
                .toList();
        return all.stream()
                .filter(policy -> policy.effectiveFromMillis() <= start.toEpochMilli())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }
}
