package dev.crmpulse.connectors.cloudevents;

/** Why an event cannot be taken in. Neither reason nor detail holds a value of the event. */
final class ContractViolation extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    /**
     * @param reason short and stable, people count by it
     * @param detail what is wrong here, and with which member
     */
    ContractViolation(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
