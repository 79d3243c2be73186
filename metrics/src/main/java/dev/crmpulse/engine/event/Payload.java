package dev.crmpulse.engine.event;

/** The members of an event's {@code data} that metrics read, typed; absent texts are empty, absent numbers null. */
public sealed interface Payload extends BinaryValue<Payload>
        permits LeadPayload,
                ContactPayload,
                DealPayload,
                SurveyPayload,
                PeoplePayload,
                ProposalPayload,
                ContractPayload,
                OrderPayload,
                InvoicePayload,
                TicketPayload,
                ImprovementPayload,
                RelationshipPayload,
                HandoverPayload,
                TeamworkPayload,
                GoalPayload,
                NoPayload {
    /** The text of a date that it has by the member's name, empty where it has none. */
    default String date(DataMember member) {
        return "";
    }
}
