package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.event.ContactPayload;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.LeadPayload;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of an event that a condition may ask to be large enough. */
public enum EventNumber {
    /** Length of an activity in seconds. */
    DURATION("duration_at_least", EventType.ACTIVITY_LOGGED) {
        @Override
        public BigDecimal of(CrmEvent event) {
            return event.payload() instanceof ContactPayload.Activity activity ? activity.durationSeconds() : null;
        }
    },
    /** Employees of a lead's company: the number that its size begins with, so 51 where it says {@code 51-200}. */
    SIZE("size_at_least", EventType.LEAD_CREATED) {
        @Override
        public BigDecimal of(CrmEvent event) {
            if (event.payload() instanceof LeadPayload.Created created) {
                Matcher number = LEADING_NUMBER.matcher(created.size());
                return number.lookingAt() ? new BigDecimal(number.group()) : null;
            }
            return null;
        }
    };

    private static final Pattern LEADING_NUMBER = Pattern.compile("[0-9]{1,9}");

    private final String written;
    private final EventType carrier;

    EventNumber(String written, EventType carrier) {
        this.written = written;
        this.carrier = carrier;
    }

    /** The name in files. */
    public String written() {
        return written;
    }

    /** Whether events of the type can carry it. */
    public boolean isCarriedBy(EventType type) {
        return type == carrier;
    }

    /** What the event says, null if nothing. */
    public abstract BigDecimal of(CrmEvent event);
}
