package dev.crmpulse.verify.reference;

import java.util.Map;

/**
 * One event of a history as {@code crm.truth_engagement_history} has it.
 *
 * @param type without its prefix, such as {@code lead.created}
 * @param actorType as the contract names it, empty if unknown
 * @param leadId the lead it names, empty if none
 * @param dealId the deal it names, empty if none
 * @param members the other members of its data by their names; those that it sets to nothing are empty
 */
public record PastEvent(
        long timeMillis,
        String type,
        String actor,
        String actorType,
        String leadId,
        String dealId,
        Map<String, String> members) {
    public PastEvent {
        members = Map.copyOf(members);
    }

    /** A member of the data as text, empty where the event has none. */
    public String member(String name) {
        return members.getOrDefault(name, "");
    }

    /** Whether it sets a member to nothing, where a missing one leaves as it was. */
    boolean clears(String name) {
        return members.containsKey(name) && members.get(name).isEmpty();
    }

    /** Whether it names an owner, or says that there is none. */
    boolean namesOwner() {
        return members.containsKey("owner");
    }

    boolean is(String otherType) {
        return type.equals(otherType);
    }

    boolean concernsDeals() {
        return type.startsWith("deal.") && !dealId.isEmpty();
    }

    boolean endsTheLead() {
        return is("lead.disqualified") || is("lead.merged") || is("lead.deleted");
    }

    boolean endsTheTicket() {
        return is("ticket.resolved") || is("ticket.closed") || is("ticket.merged");
    }

    /** The part of the type behind the dot. */
    String lastWord() {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
