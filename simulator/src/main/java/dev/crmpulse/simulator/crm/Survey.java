package dev.crmpulse.simulator.crm;

/**
 * A survey to one person.
 *
 * @param kind nps or csat
 * @param channel third-party or self-reported
 * @param dealId the deal it asks about, empty if none
 */
record Survey(String id, String kind, String wave, String channel, Customer customer, String dealId) {
    /**
     * An event about it.
     *
     * @param part what distinguishes it from the others of the survey
     */
    EventDraft event(Tenant tenant, String part, String type, long atMillis) {
        return new EventDraft(tenant.profile().id(), id + "-" + part, type, "customer/" + customer.id(), atMillis, 0)
                .with("survey_id", id)
                .with("customer_id", customer.id())
                .with("deal_id", dealId)
                .with("respondent", customer.respondent())
                .with("owner", customer.owner().id())
                .with("kind", kind)
                .with("wave", wave)
                .with("channel", channel)
                .with("tier", customer.tier())
                .with("key_account", customer.keyAccount())
                .with("dimensions", tenant.profile().dimensionsOf(customer.id()));
    }
}
