package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.DateText;
import dev.crmpulse.engine.event.EventType;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;

/**
 * The date, named by an event, that an SLA is kept or broken by: a member that holds one date, or one of the named dates of
 * {@code due}.
 *
 * @param member null for none
 * @param name which of the named dates; empty for a member that holds one
 */
public record PlannedDate(DataMember member, String name) implements Serializable {
    /** None: the SLA runs from its start. */
    public static final PlannedDate NONE = new PlannedDate(null, "");

    /** When the next step was promised. */
    public static final PlannedDate NEXT_STEP_AT = new PlannedDate(DataMember.NEXT_STEP_AT, "");

    /** For when it was planned, such as an order or a visit. */
    public static final PlannedDate PLANNED_AT = new PlannedDate(DataMember.PLANNED_AT, "");

    /** By when it is due, such as an invoice or an improvement. */
    public static final PlannedDate DUE_AT = new PlannedDate(DataMember.DUE_AT, "");

    private static final List<PlannedDate> MEMBERS = List.of(NEXT_STEP_AT, PLANNED_AT, DUE_AT);

    /** The names in files of all dates but those of {@code due}. */
    public static final List<String> MEMBER_NAMES =
            MEMBERS.stream().map(PlannedDate::written).toList();

    private static final String OF_DUE = DataMember.DUE.memberName() + '.';

    public PlannedDate {
        if ((member == DataMember.DUE) == name.isEmpty()) {
            throw new IllegalArgumentException(
                    "a date of 'due' has a name, such as 'due.delivery', and no other has one");
        }
    }

    /** One of the named dates of {@code due}. */
    public static PlannedDate due(String name) {
        return new PlannedDate(DataMember.DUE, name);
    }

    /**
     * The date by its name in files, such as {@code next_step_at} or {@code due.delivery}.
     *
     * @throws IllegalArgumentException for what is none
     */
    public static PlannedDate ofWritten(String written) {
        if (written.startsWith(OF_DUE) && written.length() > OF_DUE.length()) {
            return due(written.substring(OF_DUE.length()));
        }
        return MEMBERS.stream()
                .filter(date -> date.written().equals(written))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + written + "' is no planned date; known are "
                        + String.join(", ", MEMBER_NAMES)
                        + ", and due.NAME for a date of 'due'"));
    }

    /** The name in files. */
    public String written() {
        if (member == null) {
            return "none";
        }
        return name.isEmpty() ? member.memberName() : OF_DUE + name;
    }

    /** Whether events of the type can name it. */
    public boolean isCarriedBy(EventType type) {
        return member == DataMember.DUE || type.payloadMembers().contains(member);
    }

    /** Whether an event states that nothing is planned any more. */
    public boolean isClearedBy(CrmEvent event) {
        if (member == null) {
            return false;
        }
        boolean cleared = event.clears(member)
                || event.due().clears(name)
                || (member == DataMember.NEXT_STEP_AT
                        && event.clears(DataMember.NEXT_STEP)
                        && text(event).isEmpty());
        return cleared && isCarriedBy(event.type());
    }

    /**
     * The date that an event names, in milliseconds since 1970 UTC; null where it names none, or one that cannot be
     * meant: before 1970 or after 2261. A day without a time lasts until the midnight that ends it.
     *
     * @param zone of the tenant's days
     */
    public Long of(CrmEvent event, ZoneId zone) {
        return member == null ? null : DateText.millis(text(event), zone);
    }

    private String text(CrmEvent event) {
        return member == DataMember.DUE
                ? event.due().text(name)
                : event.payload().date(member);
    }
}
