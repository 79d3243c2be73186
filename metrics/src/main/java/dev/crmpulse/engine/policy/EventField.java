package dev.crmpulse.engine.policy;

import static dev.crmpulse.engine.event.EventType.ACTIVITY_LOGGED;
import static dev.crmpulse.engine.event.EventType.CONTRACT_REVIEWED;
import static dev.crmpulse.engine.event.EventType.CUSTOMER_CHURNED;
import static dev.crmpulse.engine.event.EventType.DEAL_CREATED;
import static dev.crmpulse.engine.event.EventType.DEAL_DELETED;
import static dev.crmpulse.engine.event.EventType.DEAL_LOST;
import static dev.crmpulse.engine.event.EventType.DEAL_OWNER_CHANGED;
import static dev.crmpulse.engine.event.EventType.DEAL_REOPENED;
import static dev.crmpulse.engine.event.EventType.DEAL_STAGE_CHANGED;
import static dev.crmpulse.engine.event.EventType.HANDOVER_STARTED;
import static dev.crmpulse.engine.event.EventType.IMPROVEMENT_OPENED;
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
import static dev.crmpulse.engine.event.EventType.OFFER_VALUE_ADDED;
import static dev.crmpulse.engine.event.EventType.ORDER_DELAYED;
import static dev.crmpulse.engine.event.EventType.PROPOSAL_REVIEWED;
import static dev.crmpulse.engine.event.EventType.SURVEY_ANSWERED;
import static dev.crmpulse.engine.event.EventType.SURVEY_SENT;
import static dev.crmpulse.engine.event.EventType.TICKET_HANDED_OVER;
import static dev.crmpulse.engine.event.EventType.TICKET_OPENED;
import static dev.crmpulse.engine.event.EventType.TICKET_PAUSED;
import static dev.crmpulse.engine.event.EventType.TICKET_REOPENED;
import static dev.crmpulse.engine.event.EventType.TICKET_RESUMED;
import static dev.crmpulse.engine.event.EventType.VISIT_COMPLETED;
import static dev.crmpulse.engine.event.EventType.VISIT_PLANNED;

import dev.crmpulse.engine.event.ContactPayload;
import dev.crmpulse.engine.event.ContractPayload;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.event.HandoverPayload;
import dev.crmpulse.engine.event.ImprovementPayload;
import dev.crmpulse.engine.event.LeadPayload;
import dev.crmpulse.engine.event.OrderPayload;
import dev.crmpulse.engine.event.Payload;
import dev.crmpulse.engine.event.ProposalPayload;
import dev.crmpulse.engine.event.RelationshipPayload;
import dev.crmpulse.engine.event.SurveyPayload;
import dev.crmpulse.engine.event.TicketPayload;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The texts of an event that a condition may ask for. */
@SuppressWarnings("ImmutableEnumChecker") // the readers are functions without state
public enum EventField {
    ACTORTYPE(event -> event.actorType().contractName()),
    OWNER(CrmEvent::owner),
    CHANNEL(
            carried(LeadPayload.Created.class, LeadPayload.Created::channel, LEAD_CREATED),
            carried(ContactPayload.Activity.class, ContactPayload.Activity::channel, ACTIVITY_LOGGED),
            carried(ContactPayload.MessageReceived.class, ContactPayload.MessageReceived::channel, MESSAGE_RECEIVED),
            carried(ContactPayload.MessageSent.class, ContactPayload.MessageSent::channel, MESSAGE_SENT),
            carried(TicketPayload.Opened.class, TicketPayload.Opened::channel, TICKET_OPENED)),
    DIRECTION(carried(ContactPayload.Activity.class, ContactPayload.Activity::direction, ACTIVITY_LOGGED)),
    CONNECTED(carried(ContactPayload.Activity.class, activity -> truth(activity.connected()), ACTIVITY_LOGGED)),
    OUTCOME(
            carried(ContactPayload.Activity.class, ContactPayload.Activity::outcome, ACTIVITY_LOGGED),
            carried(ContractPayload.Reviewed.class, ContractPayload.Reviewed::outcome, CONTRACT_REVIEWED)),
    CAMPAIGN(carried(LeadPayload.Created.class, LeadPayload.Created::campaign, LEAD_CREATED)),
    INTENT(carried(LeadPayload.Created.class, LeadPayload.Created::intent, LEAD_CREATED)),
    SIZE(carried(LeadPayload.Created.class, LeadPayload.Created::size, LEAD_CREATED)),
    INDUSTRY(carried(LeadPayload.Created.class, LeadPayload.Created::industry, LEAD_CREATED)),
    GROUND(carried(LeadPayload.Assigned.class, LeadPayload.Assigned::ground, LEAD_ASSIGNED)),
    KIND(
            carried(LeadPayload.Behavior.class, LeadPayload.Behavior::kind, LEAD_BEHAVIOR),
            carried(TicketPayload.Opened.class, TicketPayload.Opened::kind, TICKET_OPENED),
            carried(ImprovementPayload.Opened.class, ImprovementPayload.Opened::kind, IMPROVEMENT_OPENED),
            carried(RelationshipPayload.VisitPlanned.class, RelationshipPayload.VisitPlanned::kind, VISIT_PLANNED),
            carried(
                    RelationshipPayload.VisitCompleted.class,
                    RelationshipPayload.VisitCompleted::kind,
                    VISIT_COMPLETED),
            carried(RelationshipPayload.ValueAdded.class, RelationshipPayload.ValueAdded::kind, OFFER_VALUE_ADDED),
            carried(SurveyPayload.class, survey -> survey.survey().kind(), SURVEY_SENT, SURVEY_ANSWERED)),
    TIER(carried(LeadPayload.Tiered.class, LeadPayload.Tiered::tier, LEAD_TIERED)),
    PROBLEM_TYPE(carried(TicketPayload.Opened.class, TicketPayload.Opened::problemType, TICKET_OPENED)),
    /** Whether a ticket takes more than one step. */
    COMPLEX(carried(TicketPayload.Opened.class, opened -> truth(opened.complex()), TICKET_OPENED)),
    /** The department that a ticket is opened for, or comes to. */
    DEPARTMENT(
            carried(TicketPayload.Opened.class, TicketPayload.Opened::department, TICKET_OPENED),
            carried(TicketPayload.HandedOver.class, TicketPayload.HandedOver::department, TICKET_HANDED_OVER)),
    /** Who reviewed a contract. */
    BY(carried(ContractPayload.Reviewed.class, ContractPayload.Reviewed::by, CONTRACT_REVIEWED)),
    EFFECTIVE(carried(
            RelationshipPayload.VisitCompleted.class,
            visitCompleted -> truth(visitCompleted.effective()),
            VISIT_COMPLETED)),
    FULLY_MEETS(carried(ProposalPayload.Reviewed.class, reviewed -> truth(reviewed.fullyMeets()), PROPOSAL_REVIEWED)),
    ALTERNATIVE(carried(OrderPayload.Delayed.class, delayed -> truth(delayed.alternative()), ORDER_DELAYED)),
    /** The stage that a deal comes into. */
    TO(
            carried(DealPayload.Created.class, DealPayload.Created::stage, DEAL_CREATED),
            carried(DealPayload.StageChanged.class, DealPayload.StageChanged::to, DEAL_STAGE_CHANGED),
            carried(DealPayload.Reopened.class, DealPayload.Reopened::stage, DEAL_REOPENED)),
    /** The stage that a deal leaves. */
    FROM(carried(DealPayload.StageChanged.class, DealPayload.StageChanged::from, DEAL_STAGE_CHANGED)),
    REASON(
            carried(LeadPayload.AssignmentFailed.class, LeadPayload.AssignmentFailed::reason, LEAD_ASSIGNMENT_FAILED),
            carried(LeadPayload.Disqualified.class, LeadPayload.Disqualified::reason, LEAD_DISQUALIFIED),
            carried(LeadPayload.Deleted.class, LeadPayload.Deleted::reason, LEAD_DELETED),
            carried(LeadPayload.Unassigned.class, LeadPayload.Unassigned::reason, LEAD_UNASSIGNED),
            carried(DealPayload.StageChanged.class, DealPayload.StageChanged::reason, DEAL_STAGE_CHANGED),
            carried(DealPayload.Lost.class, DealPayload.Lost::reason, DEAL_LOST),
            carried(DealPayload.OwnerChanged.class, DealPayload.OwnerChanged::reason, DEAL_OWNER_CHANGED),
            carried(DealPayload.Deleted.class, DealPayload.Deleted::reason, DEAL_DELETED),
            carried(OrderPayload.Delayed.class, OrderPayload.Delayed::reason, ORDER_DELAYED),
            carried(TicketPayload.HandedOver.class, TicketPayload.HandedOver::reason, TICKET_HANDED_OVER),
            carried(
                    TicketPayload.Changed.class,
                    TicketPayload.Changed::reason,
                    TICKET_PAUSED,
                    TICKET_RESUMED,
                    TICKET_REOPENED),
            carried(HandoverPayload.Started.class, HandoverPayload.Started::reason, HANDOVER_STARTED),
            carried(RelationshipPayload.Churned.class, RelationshipPayload.Churned::reason, CUSTOMER_CHURNED));

    /** What says of an entity what kind it is. In state each is its place: new ones come last. */
    static final List<EventField> TRAITS =
            List.of(CHANNEL, CAMPAIGN, INTENT, SIZE, INDUSTRY, KIND, TIER, PROBLEM_TYPE, COMPLEX, DEPARTMENT);

    private final String written = name().toLowerCase(Locale.ROOT);
    private final Map<EventType, Function<CrmEvent, String>> readers = new EnumMap<>(EventType.class);

    /** One that every event carries. */
    EventField(Function<CrmEvent, String> reader) {
        EnumSet.allOf(EventType.class).forEach(type -> readers.put(type, reader));
    }

    EventField(Carried... payloads) {
        Arrays.stream(payloads).forEach(carried -> carried.types.forEach(type -> readers.put(type, carried.reader)));
    }

    /** How it is read of the payload of some types. */
    private record Carried(Set<EventType> types, Function<CrmEvent, String> reader) {}

    private static <P extends Payload> Carried carried(Class<P> payload, Function<P, String> text, EventType... types) {
        return new Carried(
                Arrays.stream(types).collect(Collectors.toUnmodifiableSet()),
                event -> text.apply(payload.cast(event.payload())));
    }

    /** The name in files, such as {@code channel}. */
    public String written() {
        return written;
    }

    /** Whether it says of an entity what kind it is, and not what happens to it. */
    public boolean isTrait() {
        return TRAITS.contains(this);
    }

    /** Whether events of the type can carry it. */
    public boolean isCarriedBy(EventType type) {
        return readers.containsKey(type);
    }

    /** What the event says, empty if nothing. */
    public String of(CrmEvent event) {
        Function<CrmEvent, String> reader = readers.get(event.type());
        return reader == null ? "" : reader.apply(event);
    }

    private static String truth(Flag flag) {
        return switch (flag) {
            case YES -> "true";
            case NO -> "false";
            case UNKNOWN -> "";
        };
    }
}
