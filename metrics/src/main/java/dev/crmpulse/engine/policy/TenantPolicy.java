package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.event.Twins;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * What holds for a tenant as a whole.
 *
 * @param zone decides where its days begin
 * @param calendarId its default calendar, empty where it has none
 * @param currency of its money where an event names none, empty where unknown
 * @param minimumN figures of fewer cases are not shown
 * @param shipped which of the rules that come with crm-pulse hold for it
 * @param twins whether its events count as duplicates where their contents are equal
 * @param dimensions names of the dimensions whose texts windows are summed by too
 */
public record TenantPolicy(
        PolicyHead head,
        ZoneId zone,
        String calendarId,
        String currency,
        int minimumN,
        ShippedRules shipped,
        Twins twins,
        List<String> dimensions)
        implements Policy {
    /** Each has windows of its own. */
    private static final int MOST_DIMENSIONS = 8;

    /** The one id of this kind: a tenant has one profile. */
    public static final String ID = "profile";

    /** Holds where nobody said anything: UTC, no calendar. */
    public static final TenantPolicy DEFAULT = new TenantPolicy(PolicyHead.general(ID, 0), ZoneId.of("UTC"), "", "", 1);

    /** The profile of a tenant for which all that ships holds and whose ids name events. */
    public TenantPolicy(PolicyHead head, ZoneId zone, String calendarId, String currency, int minimumN) {
        this(head, zone, calendarId, currency, minimumN, ShippedRules.ALL, Twins.NONE, List.of());
    }

    public TenantPolicy {
        if (!head.id().equals(ID)) {
            throw new IllegalArgumentException("the id of a tenant's policy is '" + ID + "', for it has one");
        }
        if (minimumN < 1) {
            throw new IllegalArgumentException("the smallest n that is shown is 1 or more, not " + minimumN);
        }
        dimensions = List.copyOf(dimensions);
        if (dimensions.size() > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "windows are summed by " + MOST_DIMENSIONS + " dimensions at most, not by " + dimensions.size());
        }
        if (dimensions.contains("") || Set.copyOf(dimensions).size() < dimensions.size()) {
            throw new IllegalArgumentException("a dimension has a name and is named once: " + dimensions);
        }
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.TENANT;
    }
}
