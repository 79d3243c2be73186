package dev.crmpulse.engine.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Finds what single policies cannot know: that they do not fit each other. */
public final class PolicyCheck {
    private PolicyCheck() {}

    /**
     * What is wrong with a policy beside the others.
     *
     * @param field of the policy that is at fault, as files name it
     * @param text in words for its author
     * @param written the name that stands for nothing; empty where it is no name that is wrong
     * @param known the names that could stand there
     */
    public record Problem(Policy policy, String field, String text, String written, SortedSet<String> known) {
        public Problem {
            known = Collections.unmodifiableSortedSet(new TreeSet<>(known));
        }
    }

    /**
     * All that is wrong; nothing where all fit.
     *
     * @param evaluated whether a timeline evaluates policies of that kind that are made for that entity
     */
    public static List<Problem> problems(Policies policies, BiPredicate<PolicyKind, Entity> evaluated) {
        List<Problem> problems = new ArrayList<>();
        List<Policy> all = policies.all();
        for (int i = 1; i < all.size(); i++) {
            checkVersions(all.get(i - 1), all.get(i), problems);
        }
        for (Policy policy : all) {
            if (policy instanceof TenantPolicy profile && !profile.calendarId().isEmpty()) {
                checkCalendar(policies, policy, profile.calendarId(), problems);
            } else if (policy instanceof SlaPolicy sla) {
                checkEntity(policy, sla.entity(), evaluated, problems);
                if (!sla.calendarId().isEmpty()) {
                    checkCalendar(policies, policy, sla.calendarId(), problems);
                }
            } else if (policy instanceof FunnelPolicy funnel) {
                checkEntity(policy, funnel.entity(), evaluated, problems);
            }
        }
        return problems;
    }

    /** What is allowed and may not be wanted, each in words for its author. */
    public static List<String> doubts(List<Policy> policies) {
        List<String> doubts = new ArrayList<>();
        for (Policy policy : policies) {
            if (policy instanceof ScorecardPolicy scorecard) {
                scorecard.doubts().forEach(doubt -> doubts.add(name(policy) + ": " + doubt));
            }
        }
        return doubts;
    }

    private static void checkVersions(Policy earlier, Policy later, List<Problem> problems) {
        boolean sameId = earlier.tenant().equals(later.tenant())
                && earlier.kind() == later.kind()
                && earlier.id().equals(later.id());
        if (sameId && later.version() <= earlier.version()) {
            problems.add(new Problem(
                    later,
                    "version",
                    name(later) + " follows version " + earlier.version() + ": give it a larger number",
                    "",
                    new TreeSet<>()));
        }
    }

    private static void checkEntity(
            Policy policy, Entity entity, BiPredicate<PolicyKind, Entity> evaluated, List<Problem> problems) {
        if (evaluated.test(policy.kind(), entity)) {
            return;
        }
        SortedSet<String> known = Arrays.stream(Entity.values())
                .filter(other -> evaluated.test(policy.kind(), other))
                .map(Entity::written)
                .collect(Collectors.toCollection(TreeSet::new));
        problems.add(new Problem(
                policy,
                "entity",
                name(policy) + " is made for a " + entity.written()
                        + ", of which no timeline of this release keeps track",
                entity.written(),
                known));
    }

    private static void checkCalendar(Policies policies, Policy policy, String calendarId, List<Problem> problems) {
        if (policies.tenant(policy.tenant()).calendar(calendarId, policy.effectiveFromMillis()) != null) {
            return;
        }
        SortedSet<String> inForce = new TreeSet<>();
        boolean exists = false;
        for (Policy other : policies.all()) {
            if (other.kind() == PolicyKind.CALENDAR && isOf(policy.tenant(), other)) {
                exists |= other.id().equals(calendarId);
                if (policies.tenant(policy.tenant()).calendar(other.id(), policy.effectiveFromMillis()) != null) {
                    inForce.add(other.id());
                }
            }
        }
        problems.add(new Problem(
                policy,
                "calendar",
                name(policy) + " names the calendar '" + calendarId + "', which "
                        + (exists ? "is not in force from then on" : "does not exist"),
                calendarId,
                inForce));
    }

    private static boolean isOf(String tenant, Policy policy) {
        return policy.tenant().equals(tenant) || policy.tenant().equals(Policy.EVERY_TENANT);
    }

    private static String name(Policy policy) {
        return policy.kind().written() + " " + policy.id() + " version " + policy.version()
                + (policy.tenant().equals(Policy.EVERY_TENANT) ? "" : " of " + policy.tenant());
    }
}
