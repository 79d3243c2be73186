package dev.crmpulse.metrics.event;

/**
 * What a history belongs to: a subject such as {@code lead/L-17} of a tenant. All events of one root are evaluated
 * together.
 */
public record EntityKey(String tenant, String subject) {
    private static final String LEAD = "lead/";
    private static final String DEAL = "deal/";
    private static final String CUSTOMER = "customer/";
    private static final String REP = "rep/";

    /**
     * The root subject of an event: for leads, contacts and deals the lead it concerns, else the deal; for surveys the
     * customer, for changes of people the person; for anything else its own subject.
     *
     * @param ids the ids that the payload names, empty where it names none
     */
    public static String subjectOf(EventType type, String subject, EventIds ids) {
        return switch (type.family()) {
            case LEAD, CONTACT, DEAL -> engagement(subject, ids);
            case SURVEY -> ids.customerId().isEmpty() ? subject : CUSTOMER + ids.customerId();
            case PEOPLE -> ids.repId().isEmpty() ? subject : REP + ids.repId();
            case OTHER -> subject.startsWith(LEAD) || subject.startsWith(DEAL) ? engagement(subject, ids) : subject;
        };
    }

    private static String engagement(String subject, EventIds ids) {
        String leadId = ids.leadId().isEmpty() ? after(LEAD, subject) : ids.leadId();
        if (!leadId.isEmpty()) {
            return LEAD + leadId;
        }
        return ids.dealId().isEmpty() ? subject : DEAL + ids.dealId();
    }

    /** The key of the timeline: tenant, slash, subject. A tenant holds no slash. */
    public static String key(String tenant, String subject) {
        return tenant + '/' + subject;
    }

    public static EntityKey ofKey(String key) {
        int slash = key.indexOf('/');
        return new EntityKey(key.substring(0, slash), key.substring(slash + 1));
    }

    /** The lead's id, empty where the root is no lead. */
    public String leadId() {
        return after(LEAD, subject);
    }

    /** The customer's id, empty where the root is no customer. */
    public String customerId() {
        return after(CUSTOMER, subject);
    }

    /** The person's id, empty where the root is no person. */
    public String repId() {
        return after(REP, subject);
    }

    /** The deal an event concerns: the one its payload names, else its subject where that is a deal. */
    public static String dealIdOf(String subject, String dealId) {
        return dealId.isEmpty() ? after(DEAL, subject) : dealId;
    }

    private static String after(String prefix, String subject) {
        return subject.startsWith(prefix) ? subject.substring(prefix.length()) : "";
    }
}
