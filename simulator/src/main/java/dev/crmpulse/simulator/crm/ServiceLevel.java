package dev.crmpulse.simulator.crm;

/** How the customers of a tenant fare. */
public enum ServiceLevel {
    /** As with most: some messages are answered late or never, some customers are dissatisfied, some complain. */
    USUAL,
    /** Every message is answered within the day, customers are content and do not complain: who stands out has a habit. */
    FLAWLESS
}
