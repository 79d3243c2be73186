package dev.crmpulse.connectors.kafka;

/** The topics of the contract. */
public final class Topics {
    /** Events of the CRM, keyed by tenant and subject, and ticks of the clock. */
    public static final String EVENTS = "crm.events";

    /** What could not be taken in. */
    public static final String DEAD_LETTERS = "crm.dlq";

    private Topics() {}
}
