package dev.crmpulse.connectors.mapping;

/** Leaves the mapping of a row that does not fit, with what its reject will say. Carries no stack trace. */
final class UnfitRow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnfitRow(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
