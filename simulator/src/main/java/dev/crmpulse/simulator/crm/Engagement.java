package dev.crmpulse.simulator.crm;

/** A lead and its deal as one history: who it is about, whose it is, and its events. */
final class Engagement {
    private static final long HOUR = 3_600_000;

    private final Tenant tenant;
    private final String leadId;
    private final String customerId;
    private final SeededRandom random;
    private final SeededRandom defectRandom;
    private String dealId = "";
    private Rep owner;
    private boolean ownerKnown;
    private int eventCount;

    Engagement(Tenant tenant, int leadNumber, String customerId, Rep owner, SeededRandom random) {
        this.tenant = tenant;
        this.leadId = "L-" + leadNumber;
        this.customerId = customerId;
        this.owner = owner;
        this.random = random;
        this.defectRandom = random.split();
    }

    /** Begins an event of the history; events of one moment keep the order in which they are begun. */
    EventDraft event(String type, long atMillis) {
        boolean ofDeal = !dealId.isEmpty() && !type.startsWith("lead.");
        EventDraft event = new EventDraft(
                tenant.profile().id(),
                leadId + "-" + (eventCount + 1),
                type,
                ofDeal ? "deal/" + dealId : "lead/" + leadId,
                atMillis,
                eventCount);
        eventCount++;
        return event.with("lead_id", leadId)
                .with("deal_id", dealId)
                .with("customer_id", customerId)
                .with("owner", ownerKnown ? owner.id() : "");
    }

    void emit(EventDraft event) {
        tenant.outbox().publish(event, defectRandom);
    }

    /** Emits that the customer turned to us; where nobody is left waiting, the owner answers within the day, whatever else happens. */
    void hear(EventDraft event) {
        emit(event);
        if (tenant.profile().service() == ServiceLevel.FLAWLESS) {
            tenant.schedule().at(event.timeMillis() + random.millis(HOUR, 20 * HOUR), now -> {
                handOverIfOwnerLeft(now);
                emit(tenant.contacts().chat(this, now));
            });
        }
    }

    /** From now on events name the owner. */
    void assign() {
        ownerKnown = true;
    }

    void openDeal() {
        dealId = leadId.replace("L-", "D-");
    }

    /** Where the owner left the company, somebody else takes over, and an event says so. */
    void handOverIfOwnerLeft(long nowMillis) {
        if (owner.hasLeft()) {
            handOver(nowMillis, "owner left");
        }
    }

    void handOver(long nowMillis, String reason) {
        Rep before = owner;
        owner = tenant.staff().pickOther(owner, random);
        tenant.handovers().begin(customerId, before, owner, reason, nowMillis);
        if (dealId.isEmpty()) {
            emit(event("lead.assigned", nowMillis).with("ground", "manual").with("reason", reason));
        } else {
            emit(event("deal.owner_changed", nowMillis).with("reason", reason));
        }
    }

    Tenant tenant() {
        return tenant;
    }

    String leadId() {
        return leadId;
    }

    String customerId() {
        return customerId;
    }

    String dealId() {
        return dealId;
    }

    /** How many events have begun. */
    int eventCount() {
        return eventCount;
    }

    Rep owner() {
        return owner;
    }

    SeededRandom random() {
        return random;
    }

    /** What befalls events about this engagement that are of another history. */
    SeededRandom defectRandom() {
        return defectRandom;
    }
}
