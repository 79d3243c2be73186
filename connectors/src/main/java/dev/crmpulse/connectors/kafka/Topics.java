package dev.crmpulse.connectors.kafka;

/** The topics of the contract. */
public final class Topics {
    /** Events of the CRM, keyed by tenant and subject, and ticks of the clock. */
    public static final String EVENTS = "crm.events";

    /** What could not be taken in. */
    public static final String DEAD_LETTERS = "crm.dlq";

    /** The rules by which figures are evaluated, one record per version, the last one for a key counts. */
    public static final String POLICIES = "crm.policies";

    /** Alerts of SLAs, one CloudEvent each, for webhooks and whoever else listens. */
    public static final String ALERTS = "crm.alerts";

    /** What follows from events, published as events: tiers of leads. No job reads it. */
    public static final String DERIVED = "crm.derived";

    /** Longest record of either topic, in bytes: a dead letter carries the longest event and what is said of it. */
    public static final int MAX_RECORD_BYTES = 4 << 20;

    private Topics() {}
}
