package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.event.ContactPayload;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.DateText;
import java.time.ZoneId;
import java.util.Locale;

/** The date, named by an event, that an SLA is kept or broken by. */
public enum PlannedDate {
    /** None: the SLA runs from its start. */
    NONE,
    /** When the next step was promised. */
    NEXT_STEP_AT;

    /** The name in files. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether an event states that nothing is planned any more. */
    public boolean isClearedBy(CrmEvent event) {
        return this == NEXT_STEP_AT
                && (event.clears(DataMember.NEXT_STEP_AT)
                        || (event.clears(DataMember.NEXT_STEP)
                                && event.payload() instanceof ContactPayload.Activity activity
                                && activity.nextStepAt().isEmpty()));
    }

    /**
     * The date that an event names, in milliseconds since 1970 UTC; null where it names none, or one that cannot be
     * meant: before 1970 or after 2261. A day without a time lasts until the midnight that ends it.
     *
     * @param zone of the tenant's days
     */
    public Long of(CrmEvent event, ZoneId zone) {
        return switch (this) {
            case NONE -> null;
            case NEXT_STEP_AT ->
                event.payload() instanceof ContactPayload.Activity activity
                        ? DateText.millis(activity.nextStepAt(), zone)
                        : null;
        };
    }
}
