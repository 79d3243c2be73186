package dev.crmpulse.engine.event;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The event types whose payload some metric reads; all others are {@link #OTHER}: kept, counted, read by none. */
@SuppressWarnings("ImmutableEnumChecker") // the readers are method references without state
public enum EventType {
    OTHER(0, Family.OTHER, LifeCyclePhase.OTHER, "", data -> OtherPayload.INSTANCE),

    LEAD_CREATED(1, Family.LEAD, LifeCyclePhase.CREATED, "lead.created", LeadPayload.Created::of),
    LEAD_ASSIGNED(2, Family.LEAD, LifeCyclePhase.ASSIGNED, "lead.assigned", LeadPayload.Assigned::of),
    LEAD_ASSIGNMENT_FAILED(
            3, Family.LEAD, LifeCyclePhase.ASSIGNED, "lead.assignment_failed", LeadPayload.AssignmentFailed::of),
    LEAD_BEHAVIOR(4, Family.LEAD, LifeCyclePhase.QUALIFIED, "lead.behavior", LeadPayload.Behavior::of),
    LEAD_TIERED(5, Family.LEAD, LifeCyclePhase.QUALIFIED, "lead.tiered", LeadPayload.Tiered::of),
    LEAD_DISQUALIFIED(6, Family.LEAD, LifeCyclePhase.ENDED, "lead.disqualified", LeadPayload.Disqualified::of),
    LEAD_MERGED(7, Family.LEAD, LifeCyclePhase.ENDED, "lead.merged", LeadPayload.Merged::of),
    LEAD_DELETED(8, Family.LEAD, LifeCyclePhase.ENDED, "lead.deleted", LeadPayload.Deleted::of),
    LEAD_UNASSIGNED(9, Family.LEAD, LifeCyclePhase.RELEASED, "lead.unassigned", LeadPayload.Unassigned::of),

    ACTIVITY_LOGGED(20, Family.CONTACT, LifeCyclePhase.CONTACT, "activity.logged", ContactPayload.Activity::of),
    MESSAGE_RECEIVED(
            21, Family.CONTACT, LifeCyclePhase.CONTACT, "message.received", ContactPayload.MessageReceived::of),
    MESSAGE_SENT(22, Family.CONTACT, LifeCyclePhase.CONTACT, "message.sent", ContactPayload.MessageSent::of),

    DEAL_CREATED(40, Family.DEAL, LifeCyclePhase.CREATED, "deal.created", DealPayload.Created::of),
    DEAL_STAGE_CHANGED(41, Family.DEAL, LifeCyclePhase.STAGE, "deal.stage_changed", DealPayload.StageChanged::of),
    DEAL_WON(42, Family.DEAL, LifeCyclePhase.CLOSED, "deal.won", DealPayload.Won::of),
    DEAL_LOST(43, Family.DEAL, LifeCyclePhase.CLOSED, "deal.lost", DealPayload.Lost::of),
    DEAL_REOPENED(44, Family.DEAL, LifeCyclePhase.CLOSED, "deal.reopened", DealPayload.Reopened::of),
    DEAL_AMOUNT_CHANGED(45, Family.DEAL, LifeCyclePhase.STAGE, "deal.amount_changed", DealPayload.AmountChanged::of),
    DEAL_OWNER_CHANGED(46, Family.DEAL, LifeCyclePhase.ASSIGNED, "deal.owner_changed", DealPayload.OwnerChanged::of),
    DEAL_DELETED(47, Family.DEAL, LifeCyclePhase.ENDED, "deal.deleted", DealPayload.Deleted::of),

    SURVEY_SENT(60, Family.SURVEY, LifeCyclePhase.CREATED, "survey.sent", SurveyPayload.Sent::of),
    SURVEY_ANSWERED(61, Family.SURVEY, LifeCyclePhase.CONTACT, "survey.answered", SurveyPayload.Answered::of),

    REP_CHANGED(80, Family.PEOPLE, LifeCyclePhase.PEOPLE, "rep.changed", PeoplePayload.Changed::of);

    /** What every type name of the contract begins with. */
    public static final String PREFIX = "crm.";

    private static final Map<String, EventType> BY_NAME = Arrays.stream(values())
            .filter(type -> type != OTHER)
            .collect(Collectors.toMap(type -> PREFIX + type.contractName, Function.identity()));

    private static final EventType[] BY_CODE = byCode();

    private final int code;
    private final Family family;
    private final LifeCyclePhase phase;
    private final String contractName;
    private final Function<EventData, Payload> fromData;
    private final Payload blank;

    EventType(
            int code, Family family, LifeCyclePhase phase, String contractName, Function<EventData, Payload> fromData) {
        this.code = code;
        this.family = family;
        this.phase = phase;
        this.contractName = contractName;
        this.fromData = fromData;
        this.blank = fromData.apply(EventData.EMPTY);
    }

    /** All types of some families. */
    public static Set<EventType> of(Family first, Family... more) {
        Set<Family> families = EnumSet.of(first, more);
        return Arrays.stream(values())
                .filter(type -> families.contains(type.family))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The type of a contract name with its {@code crm.} prefix. */
    public static EventType of(String name) {
        return BY_NAME.getOrDefault(name, OTHER);
    }

    /** The type that metrics take an event for: an assignment to nobody is the end of one. */
    public static EventType of(String name, EventData data) {
        EventType type = of(name);
        return type == LEAD_ASSIGNED && data.isCleared(DataMember.OWNER) ? LEAD_UNASSIGNED : type;
    }

    static EventType ofCode(int code) throws IOException {
        EventType type = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (type == null) {
            throw new IOException("unknown event type code " + code + ": the state was written by a newer release");
        }
        return type;
    }

    /** Stable number in state and on the wire. A number is never used again for another type. */
    int code() {
        return code;
    }

    public Family family() {
        return family;
    }

    /** Its place among what happens in one instant. */
    public LifeCyclePhase phase() {
        return phase;
    }

    /** The name of the contract without prefix, such as {@code lead.created}; empty for {@link #OTHER}. */
    public String contractName() {
        return contractName;
    }

    /** The CloudEvents type, such as {@code crm.lead.created}: the name that people read and write. */
    public String cloudEventType() {
        return PREFIX + contractName;
    }

    /** The typed payload of an event's {@code data}. */
    public Payload payload(EventData data) {
        return fromData.apply(data);
    }

    /** The payload of an event that gives no member. */
    Payload blank() {
        return blank;
    }

    private static EventType[] byCode() {
        EventType[] types = new EventType
                [Arrays.stream(values()).mapToInt(EventType::code).max().orElse(0) + 1];
        for (EventType type : values()) {
            types[type.code] = type;
        }
        return types;
    }
}
