package dev.crmpulse.metrics.policy;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What holds for a tenant as a whole.
 *
 * @param zone decides where its days begin
 * @param calendarId its default calendar, empty where it has none
 * @param currency of its money where an event names none, empty where unknown
 * @param minimumN figures of fewer cases are not shown
 */
public record TenantPolicy(PolicyHead head, ZoneId zone, String calendarId, String currency, int minimumN)
        implements Policy {
    /** The one id of this kind: a tenant has one profile. */
    public static final String ID = "profile";

    /** Holds where nobody said anything: UTC, no calendar. */
    public static final TenantPolicy UNSAID = new TenantPolicy(PolicyHead.general(ID, 0), ZoneOffset.UTC, "", "", 1);

    public TenantPolicy {
        if (!head.id().equals(ID)) {
            throw new IllegalArgumentException("the id of a tenant's policy is '" + ID + "', for it has one");
        }
        if (minimumN < 1) {
            throw new IllegalArgumentException("the smallest n that is shown is 1 or more, not " + minimumN);
        }
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.TENANT;
    }
}
