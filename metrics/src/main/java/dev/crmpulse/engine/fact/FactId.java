package dev.crmpulse.engine.fact;

/**
 * What ids of facts begin with: the ids of what they are about, with a slash between them and none within, so that no two
 * things share one.
 */
public final class FactId {
    private FactId() {}

    /** A deal in the history of its lead, or in its own: whose events name the lead and whose do not may differ. */
    public static String ofDeal(String leadId, String dealId) {
        return leadId.isEmpty() ? part(dealId) : part(leadId) + '/' + part(dealId);
    }

    /** An id as one part: a slash is written %2F, a percent sign %25. */
    public static String part(String id) {
        return id.indexOf('/') < 0 && id.indexOf('%') < 0
                ? id
                : id.replace("%", "%25").replace("/", "%2F");
    }

    /** The id that a part was made of. */
    public static String ofPart(String part) {
        return part.replace("%2F", "/").replace("%25", "%");
    }
}
