package dev.crmpulse.metrics.event;

/**
 * What a history belongs to: a subject such as {@code lead/L-17} of a tenant. All events of one root are judged
 * together.
 */
public record Root(String tenant, String subject) {
    private static final String LEAD = "lead/";
    private static final String DEAL = "deal/";

    /**
     * The root subject of an event: for leads, contacts and deals the lead it tells of, else the deal; for anything
     * else its own subject.
     *
     * @param leadId lead named by the payload, empty if none
     * @param dealId deal named by the payload, empty if none
     */
    public static String subjectOf(EventType type, String subject, String leadId, String dealId) {
        boolean ofLead = subject.startsWith(LEAD);
        boolean engagement = type != EventType.OTHER || ofLead || subject.startsWith(DEAL);
        if (!engagement) {
            return subject;
        }
        if (!leadId.isEmpty()) {
            return LEAD + leadId;
        }
        if (ofLead || dealId.isEmpty()) {
            return subject;
        }
        return DEAL + dealId;
    }

    /** The key of the timeline: tenant, slash, subject. A tenant holds no slash. */
    public static String key(String tenant, String subject) {
        return tenant + '/' + subject;
    }

    public static Root ofKey(String key) {
        int slash = key.indexOf('/');
        return new Root(key.substring(0, slash), key.substring(slash + 1));
    }

    /** The lead's id, empty where the root is no lead. */
    public String leadId() {
        return after(LEAD, subject);
    }

    /** The deal an event tells of: the one its payload names, else its subject where that is a deal. */
    public static String dealIdOf(String subject, String dealId) {
        return dealId.isEmpty() ? after(DEAL, subject) : dealId;
    }

    private static String after(String prefix, String subject) {
        return subject.startsWith(prefix) ? subject.substring(prefix.length()) : "";
    }
}
