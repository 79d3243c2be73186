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
    OTHER(0, Family.OTHER, LifeCyclePhase.OTHER, "", NoPayload::of),

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

    REP_CHANGED(80, Family.PEOPLE, LifeCyclePhase.PEOPLE, "rep.changed", PeoplePayload.Changed::of),

    PROPOSAL_SUBMITTED(
            100, Family.PROPOSAL, LifeCyclePhase.CREATED, "proposal.submitted", ProposalPayload.Submitted::of),
    PROPOSAL_QUESTION_ASKED(
            101, Family.PROPOSAL, LifeCyclePhase.CONTACT, "proposal.question_asked", ProposalPayload.Question::of),
    PROPOSAL_QUESTION_ANSWERED(
            102, Family.PROPOSAL, LifeCyclePhase.ANSWER, "proposal.question_answered", ProposalPayload.Question::of),
    PROPOSAL_REVIEWED(103, Family.PROPOSAL, LifeCyclePhase.CLOSED, "proposal.reviewed", ProposalPayload.Reviewed::of),

    CONTRACT_SUBMITTED(
            110, Family.CONTRACT, LifeCyclePhase.CREATED, "contract.submitted", ContractPayload.Submitted::of),
    CONTRACT_REVIEWED(111, Family.CONTRACT, LifeCyclePhase.STAGE, "contract.reviewed", ContractPayload.Reviewed::of),
    CONTRACT_SIGNED(112, Family.CONTRACT, LifeCyclePhase.CLOSED, "contract.signed", ContractPayload.Signed::of),

    ORDER_PLANNED(120, Family.ORDER, LifeCyclePhase.CREATED, "order.planned", OrderPayload.Planned::of),
    ORDER_DELIVERY_CONFIRMED(121, Family.ORDER, LifeCyclePhase.CONTACT, "order.delivery_confirmed", NoPayload::of),
    ORDER_DELAYED(122, Family.ORDER, LifeCyclePhase.STAGE, "order.delayed", OrderPayload.Delayed::of),
    ORDER_DELIVERED(123, Family.ORDER, LifeCyclePhase.CLOSED, "order.delivered", NoPayload::of),
    ORDER_SIGNED_OFF(124, Family.ORDER, LifeCyclePhase.ENDED, "order.signed_off", NoPayload::of),

    INVOICE_DUE(130, Family.INVOICE, LifeCyclePhase.CREATED, "invoice.due", InvoicePayload.Due::of),
    PAYMENT_RECEIVED(131, Family.INVOICE, LifeCyclePhase.CLOSED, "payment.received", InvoicePayload.Received::of),

    TICKET_OPENED(140, Family.TICKET, LifeCyclePhase.CREATED, "ticket.opened", TicketPayload.Opened::of),
    TICKET_HANDED_OVER(141, Family.TICKET, LifeCyclePhase.ASSIGNED, "ticket.handed_over", TicketPayload.HandedOver::of),
    TICKET_RESPONDED(142, Family.TICKET, LifeCyclePhase.CONTACT, "ticket.responded", NoPayload::of),
    TICKET_PROGRESS_SHARED(143, Family.TICKET, LifeCyclePhase.CONTACT, "ticket.progress_shared", NoPayload::of),
    TICKET_SOLUTION_PROPOSED(144, Family.TICKET, LifeCyclePhase.STAGE, "ticket.solution_proposed", NoPayload::of),
    TICKET_PAUSED(145, Family.TICKET, LifeCyclePhase.STAGE, "ticket.paused", TicketPayload.Changed::of),
    TICKET_RESUMED(146, Family.TICKET, LifeCyclePhase.STAGE, "ticket.resumed", TicketPayload.Changed::of),
    TICKET_RESOLVED(147, Family.TICKET, LifeCyclePhase.CLOSED, "ticket.resolved", NoPayload::of),
    TICKET_REOPENED(148, Family.TICKET, LifeCyclePhase.CLOSED, "ticket.reopened", TicketPayload.Changed::of),
    TICKET_CLOSED(149, Family.TICKET, LifeCyclePhase.ENDED, "ticket.closed", NoPayload::of),
    TICKET_MERGED(150, Family.TICKET, LifeCyclePhase.ENDED, "ticket.merged", NoPayload::of),
    TICKET_DELETED(151, Family.TICKET, LifeCyclePhase.ENDED, "ticket.deleted", NoPayload::of),

    IMPROVEMENT_OPENED(
            155, Family.IMPROVEMENT, LifeCyclePhase.CREATED, "improvement.opened", ImprovementPayload.Opened::of),
    IMPROVEMENT_DONE(156, Family.IMPROVEMENT, LifeCyclePhase.CLOSED, "improvement.done", NoPayload::of),
    IMPROVEMENT_CUSTOMER_CONFIRMED(
            157, Family.IMPROVEMENT, LifeCyclePhase.ENDED, "improvement.customer_confirmed", NoPayload::of),

    VISIT_PLANNED(
            160, Family.RELATIONSHIP, LifeCyclePhase.CREATED, "visit.planned", RelationshipPayload.VisitPlanned::of),
    VISIT_COMPLETED(
            161,
            Family.RELATIONSHIP,
            LifeCyclePhase.CONTACT,
            "visit.completed",
            RelationshipPayload.VisitCompleted::of),
    OFFER_VALUE_ADDED(
            162, Family.RELATIONSHIP, LifeCyclePhase.CONTACT, "offer.value_added", RelationshipPayload.ValueAdded::of),
    REFERRAL_MADE(
            163, Family.RELATIONSHIP, LifeCyclePhase.CONTACT, "referral.made", RelationshipPayload.ReferralMade::of),
    PURCHASE_REPEATED(
            164,
            Family.RELATIONSHIP,
            LifeCyclePhase.CLOSED,
            "purchase.repeated",
            RelationshipPayload.PurchaseRepeated::of),
    CONTRACT_RENEWED(
            165,
            Family.RELATIONSHIP,
            LifeCyclePhase.CLOSED,
            "contract.renewed",
            RelationshipPayload.ContractRenewed::of),
    CUSTOMER_CHURNED(
            166, Family.RELATIONSHIP, LifeCyclePhase.ENDED, "customer.churned", RelationshipPayload.Churned::of),
    CUSTOMER_STATUS_CHANGED(
            167,
            Family.RELATIONSHIP,
            LifeCyclePhase.STAGE,
            "customer.status_changed",
            RelationshipPayload.StatusChanged::of),

    HANDOVER_STARTED(170, Family.HANDOVER, LifeCyclePhase.CREATED, "handover.started", HandoverPayload.Started::of),
    HANDOVER_ACCEPTED(171, Family.HANDOVER, LifeCyclePhase.ASSIGNED, "handover.accepted", NoPayload::of),

    KNOWLEDGE_SHARED(
            175, Family.TEAMWORK, LifeCyclePhase.CONTACT, "knowledge.shared", TeamworkPayload.KnowledgeShared::of),
    PEER_RATED(176, Family.TEAMWORK, LifeCyclePhase.CONTACT, "peer.rated", TeamworkPayload.PeerRated::of),

    TARGET_SET(180, Family.GOALS, LifeCyclePhase.CREATED, "target.set", GoalPayload.TargetSet::of),
    RECOGNITION_GIVEN(181, Family.GOALS, LifeCyclePhase.CONTACT, "recognition.given", GoalPayload.Given::of),
    TRAINING_COMPLETED(182, Family.GOALS, LifeCyclePhase.CONTACT, "training.completed", GoalPayload.Given::of),
    PROMOTION_GIVEN(183, Family.GOALS, LifeCyclePhase.STAGE, "promotion.given", GoalPayload.Promoted::of),
    EMPLOYEE_SURVEYED(184, Family.GOALS, LifeCyclePhase.CONTACT, "employee.surveyed", GoalPayload.Surveyed::of),
    SCORE_ADJUSTED(185, Family.GOALS, LifeCyclePhase.STAGE, "score.adjusted", GoalPayload.ScoreAdjusted::of),
    SANCTION_GIVEN(186, Family.GOALS, LifeCyclePhase.STAGE, "sanction.given", GoalPayload.Given::of),
    SUGGESTION_ADOPTED(187, Family.GOALS, LifeCyclePhase.CONTACT, "suggestion.adopted", GoalPayload.Given::of),

    ALERT_ACKNOWLEDGED(190, Family.ALERT, LifeCyclePhase.CONTACT, "alert.acknowledged", NoPayload::of),
    ALERT_RESOLVED(191, Family.ALERT, LifeCyclePhase.CLOSED, "alert.resolved", NoPayload::of);

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
    private final Set<DataMember> payloadMembers;

    EventType(
            int code, Family family, LifeCyclePhase phase, String contractName, Function<EventData, Payload> fromData) {
        this.code = code;
        this.family = family;
        this.phase = phase;
        this.contractName = contractName;
        this.fromData = fromData;
        ReadMembers read = new ReadMembers();
        this.blank = fromData.apply(read);
        this.payloadMembers = read.members();
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

    /** Its planned dates or dimensions; none of a type that nobody reads. */
    public NamedTexts named(DataMember member, EventData data) {
        return this == OTHER ? NamedTexts.NONE : data.named(member);
    }

    /** The members that its payload has, in the order of {@link DataMember}. */
    public Set<DataMember> payloadMembers() {
        return payloadMembers;
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
