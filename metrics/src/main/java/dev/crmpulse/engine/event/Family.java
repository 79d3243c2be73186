package dev.crmpulse.engine.event;

/** Event types about the same kind of thing. The family decides whose history an event belongs to. */
public enum Family {
    LEAD,
    CONTACT,
    DEAL,
    SURVEY(EntityKey.CUSTOMER, DataMember.CUSTOMER_ID),
    PROPOSAL(EntityKey.PROPOSAL, DataMember.PROPOSAL_ID),
    CONTRACT(EntityKey.CONTRACT, DataMember.CONTRACT_ID),
    ORDER(EntityKey.ORDER, DataMember.ORDER_ID),
    INVOICE(EntityKey.INVOICE, DataMember.INVOICE_ID),
    TICKET(EntityKey.TICKET, DataMember.TICKET_ID),
    IMPROVEMENT(EntityKey.IMPROVEMENT, DataMember.IMPROVEMENT_ID),
    RELATIONSHIP(EntityKey.CUSTOMER, DataMember.CUSTOMER_ID),
    HANDOVER(EntityKey.HANDOVER, DataMember.HANDOVER_ID),
    PEOPLE(EntityKey.REP, DataMember.REP_ID),
    TEAMWORK(EntityKey.REP, DataMember.REP_ID),
    GOALS(EntityKey.REP, DataMember.REP_ID),
    ALERT(EntityKey.ALERT, DataMember.ALERT_ID),
    /** Types that no metric reads. */
    OTHER;

    private final String keyKind;
    private final DataMember keyMember;

    Family() {
        this("", null);
    }

    Family(String keyKind, DataMember keyMember) {
        this.keyKind = keyKind;
        this.keyMember = keyMember;
    }

    /** Whether its events belong to the history of a lead, or else of a deal. */
    public boolean isOfEngagement() {
        return this == LEAD || this == CONTACT || this == DEAL;
    }

    /** The kind of history that its events belong to; empty where that is a lead's or a deal's, or their own subject's. */
    String keyKind() {
        return keyKind;
    }

    /** The id of that history which an event names in its data, empty where it names none. */
    public String keyId(EventData data) {
        return keyMember == null ? "" : data.text(keyMember);
    }
}
