package dev.crmpulse.metrics.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Finds what single policies cannot know: that they do not fit each other. */
public final class PolicyCheck {
    private PolicyCheck() {}

    /** One line for each thing that is wrong, in words for the policies' author; none where all fit. */
    public static List<String> problems(Policies policies) {
        List<String> problems = new ArrayList<>();
        List<Policy> all = policies.all();
        for (int i = 1; i < all.size(); i++) {
            checkVersions(all.get(i - 1), all.get(i), problems);
        }
        for (Policy policy : all) {
            if (policy instanceof TenantPolicy profile && !profile.calendarId().isEmpty()) {
                checkCalendar(policies, policy, profile.calendarId(), problems);
            } else if (policy instanceof SlaPolicy sla && !sla.calendarId().isEmpty()) {
                checkCalendar(policies, policy, sla.calendarId(), problems);
            }
        }
        return problems;
    }

    private static void checkVersions(Policy earlier, Policy later, List<String> problems) {
        boolean sameId = earlier.tenant().equals(later.tenant())
                && earlier.kind() == later.kind()
                && earlier.id().equals(later.id());
        if (sameId && later.version() <= earlier.version()) {
            problems.add(name(later) + " follows version " + earlier.version() + ": give it a larger number");
        }
    }

    private static void checkCalendar(Policies policies, Policy policy, String calendarId, List<String> problems) {
        if (policies.tenant(policy.tenant()).calendar(calendarId, policy.effectiveFromMillis()) == null) {
            TreeSet<String> known = new TreeSet<>();
            policies.all().stream()
                    .filter(other -> other.kind() == PolicyKind.CALENDAR)
                    .forEach(other -> known.add(other.id()));
            problems.add(name(policy) + " names the calendar '" + calendarId + "', which is not in force from then on"
                    + (known.isEmpty() ? "" : "; there are " + String.join(", ", known)));
        }
    }

    private static String name(Policy policy) {
        return policy.kind().written() + " " + policy.id() + " version " + policy.version()
                + (policy.tenant().equals(Policy.EVERY_TENANT) ? "" : " of " + policy.tenant());
    }
}
