package dev.crmpulse.engine.event;

/**
 * What a history is about: a lead, deal, customer, person or any other subject of a tenant. All events of one key are
 * evaluated together by a timeline.
 *
 * @param kind what it is, such as {@code lead}; empty where the subject names no kind
 * @param id which one; may hold slashes
 */
public record EntityKey(String tenant, String kind, String id) {
    public static final String LEAD = "lead";
    public static final String DEAL = "deal";
    public static final String CUSTOMER = "customer";
    public static final String REP = "rep";
    public static final String TEAM = "team";
    public static final String PROPOSAL = "proposal";
    public static final String CONTRACT = "contract";
    public static final String ORDER = "order";
    public static final String INVOICE = "invoice";
    public static final String TICKET = "ticket";
    public static final String IMPROVEMENT = "improvement";
    public static final String HANDOVER = "handover";
    public static final String ALERT = "alert";
    public static final String QUEUE = "queue";

    /** The key of a subject such as {@code lead/L-17}. */
    public static EntityKey of(String tenant, String subject) {
        int slash = subject.indexOf('/');
        return slash <= 0
                ? new EntityKey(tenant, "", subject)
                : new EntityKey(tenant, subject.substring(0, slash), subject.substring(slash + 1));
    }

    /**
     * The key under which an event is counted: for leads, contacts and deals the lead it names, else the deal; for other
     * families what they are about, such as the customer of a survey; for anything else its own subject.
     */
    public static EntityKey home(String tenant, EventType type, String subject, EventIds ids) {
        Family family = type.family();
        if (family.isOfEngagement()) {
            return engagement(tenant, subject, ids);
        }
        if (!family.keyKind().isEmpty()) {
            return ids.keyId().isEmpty() ? of(tenant, subject) : new EntityKey(tenant, family.keyKind(), ids.keyId());
        }
        EntityKey own = of(tenant, subject);
        return own.kind.equals(LEAD) || own.kind.equals(DEAL) ? engagement(tenant, subject, ids) : own;
    }

    /** Nearly every event names its lead: then its subject need not be taken apart. */
    private static EntityKey engagement(String tenant, String subject, EventIds ids) {
        if (!ids.leadId().isEmpty()) {
            return new EntityKey(tenant, LEAD, ids.leadId());
        }
        EntityKey own = of(tenant, subject);
        return own.leadId().isEmpty() && !ids.dealId().isEmpty() ? new EntityKey(tenant, DEAL, ids.dealId()) : own;
    }

    /** The key of a text that {@link #text} made. */
    public static EntityKey ofText(String text) {
        int slash = text.indexOf('/');
        return of(text.substring(0, slash), text.substring(slash + 1));
    }

    /** Tenant, slash, subject: one text for each key, since a tenant holds no slash. */
    public String text() {
        return kind.isEmpty() ? tenant + '/' + id : tenant + '/' + kind + '/' + id;
    }

    /** Kind, slash, id; the id alone where there is no kind. */
    public String subject() {
        return kind.isEmpty() ? id : kind + '/' + id;
    }

    /** The lead's id, empty where this is no lead. */
    public String leadId() {
        return kind.equals(LEAD) ? id : "";
    }

    /** The deal's id, empty where this is no deal. */
    public String dealId() {
        return kind.equals(DEAL) ? id : "";
    }

    /** The customer's id, empty where this is no customer. */
    public String customerId() {
        return kind.equals(CUSTOMER) ? id : "";
    }

    /** The person's id, empty where this is no person. */
    public String repId() {
        return kind.equals(REP) ? id : "";
    }
}
