package dev.crmpulse.engine.policy;

import static dev.crmpulse.engine.event.EventType.ACTIVITY_LOGGED;
import static dev.crmpulse.engine.event.EventType.DEAL_CREATED;
import static dev.crmpulse.engine.event.EventType.DEAL_DELETED;
import static dev.crmpulse.engine.event.EventType.DEAL_LOST;
import static dev.crmpulse.engine.event.EventType.DEAL_OWNER_CHANGED;
import static dev.crmpulse.engine.event.EventType.DEAL_REOPENED;
import static dev.crmpulse.engine.event.EventType.DEAL_STAGE_CHANGED;
import static dev.crmpulse.engine.event.EventType.LEAD_ASSIGNED;
import static dev.crmpulse.engine.event.EventType.LEAD_ASSIGNMENT_FAILED;
import static dev.crmpulse.engine.event.EventType.LEAD_BEHAVIOR;
import static dev.crmpulse.engine.event.EventType.LEAD_CREATED;
import static dev.crmpulse.engine.event.EventType.LEAD_DELETED;
import static dev.crmpulse.engine.event.EventType.LEAD_DISQUALIFIED;
import static dev.crmpulse.engine.event.EventType.LEAD_TIERED;
import static dev.crmpulse.engine.event.EventType.LEAD_UNASSIGNED;
import static dev.crmpulse.engine.event.EventType.MESSAGE_RECEIVED;
import static dev.crmpulse.engine.event.EventType.MESSAGE_SENT;

import dev.crmpulse.engine.event.ContactPayload;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.event.LeadPayload;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The texts of an event that a condition may ask for. */
@SuppressWarnings("ImmutableEnumChecker") // the readers are functions without state
public enum EventField {
    ACTORTYPE(EnumSet.allOf(EventType.class), event -> event.actorType().contractName()),
    OWNER(EnumSet.allOf(EventType.class), CrmEvent::owner),
    CHANNEL(EnumSet.of(LEAD_CREATED, ACTIVITY_LOGGED, MESSAGE_RECEIVED, MESSAGE_SENT), event -> channel(event)),
    DIRECTION(EnumSet.of(ACTIVITY_LOGGED), event -> ofActivity(event, ContactPayload.Activity::direction)),
    CONNECTED(EnumSet.of(ACTIVITY_LOGGED), event -> ofActivity(event, activity -> truth(activity.connected()))),
    OUTCOME(EnumSet.of(ACTIVITY_LOGGED), event -> ofActivity(event, ContactPayload.Activity::outcome)),
    CAMPAIGN(EnumSet.of(LEAD_CREATED), event -> ofCreation(event, LeadPayload.Created::campaign)),
    INTENT(EnumSet.of(LEAD_CREATED), event -> ofCreation(event, LeadPayload.Created::intent)),
    SIZE(EnumSet.of(LEAD_CREATED), event -> ofCreation(event, LeadPayload.Created::size)),
    INDUSTRY(EnumSet.of(LEAD_CREATED), event -> ofCreation(event, LeadPayload.Created::industry)),
    GROUND(
            EnumSet.of(LEAD_ASSIGNED),
            event -> event.payload() instanceof LeadPayload.Assigned assigned ? assigned.ground() : ""),
    KIND(
            EnumSet.of(LEAD_BEHAVIOR),
            event -> event.payload() instanceof LeadPayload.Behavior behavior ? behavior.kind() : ""),
    TIER(EnumSet.of(LEAD_TIERED), event -> event.payload() instanceof LeadPayload.Tiered tiered ? tiered.tier() : ""),
    /** The stage that a deal comes into. */
    TO(EnumSet.of(DEAL_CREATED, DEAL_STAGE_CHANGED, DEAL_REOPENED), event -> to(event)),
    /** The stage that a deal leaves. */
    FROM(
            EnumSet.of(DEAL_STAGE_CHANGED),
            event -> event.payload() instanceof DealPayload.StageChanged change ? change.from() : ""),
    REASON(
            EnumSet.of(
                    LEAD_ASSIGNMENT_FAILED,
                    LEAD_DISQUALIFIED,
                    LEAD_DELETED,
                    LEAD_UNASSIGNED,
                    DEAL_STAGE_CHANGED,
                    DEAL_LOST,
                    DEAL_OWNER_CHANGED,
                    DEAL_DELETED),
            event -> reason(event));

    private final String written = name().toLowerCase(Locale.ROOT);
    private final Set<EventType> carriers;
    private final Function<CrmEvent, String> reader;

    EventField(Set<EventType> carriers, Function<CrmEvent, String> reader) {
        this.carriers = carriers;
        this.reader = reader;
    }

    /** The name in files, such as {@code channel}. */
    public String written() {
        return written;
    }

    /** Whether events of the type can carry it. */
    public boolean isCarriedBy(EventType type) {
        return carriers.contains(type);
    }

    /** What the event says, empty if nothing. */
    public String of(CrmEvent event) {
        return reader.apply(event);
    }

    private static String channel(CrmEvent event) {
        if (event.payload() instanceof LeadPayload.Created created) {
            return created.channel();
        }
        if (event.payload() instanceof ContactPayload.MessageReceived received) {
            return received.channel();
        }
        if (event.payload() instanceof ContactPayload.MessageSent sent) {
            return sent.channel();
        }
        return ofActivity(event, ContactPayload.Activity::channel);
    }

    private static String to(CrmEvent event) {
        if (event.payload() instanceof DealPayload.Created created) {
            return created.stage();
        }
        if (event.payload() instanceof DealPayload.StageChanged change) {
            return change.to();
        }
        return event.payload() instanceof DealPayload.Reopened reopened ? reopened.stage() : "";
    }

    private static String reason(CrmEvent event) {
        if (event.payload() instanceof LeadPayload.AssignmentFailed failed) {
            return failed.reason();
        }
        if (event.payload() instanceof LeadPayload.Disqualified disqualified) {
            return disqualified.reason();
        }
        if (event.payload() instanceof LeadPayload.Deleted deleted) {
            return deleted.reason();
        }
        if (event.payload() instanceof LeadPayload.Unassigned unassigned) {
            return unassigned.reason();
        }
        if (event.payload() instanceof DealPayload.Deleted deleted) {
            return deleted.reason();
        }
        if (event.payload() instanceof DealPayload.StageChanged change) {
            return change.reason();
        }
        if (event.payload() instanceof DealPayload.OwnerChanged change) {
            return change.reason();
        }
        return event.payload() instanceof DealPayload.Lost lost ? lost.reason() : "";
    }

    private static String ofActivity(CrmEvent event, Function<ContactPayload.Activity, String> text) {
        return event.payload() instanceof ContactPayload.Activity activity ? text.apply(activity) : "";
    }

    private static String ofCreation(CrmEvent event, Function<LeadPayload.Created, String> text) {
        return event.payload() instanceof LeadPayload.Created created ? text.apply(created) : "";
    }

    private static String truth(Flag flag) {
        return switch (flag) {
            case YES -> "true";
            case NO -> "false";
            case UNKNOWN -> "";
        };
    }
}
