package dev.crmpulse.simulator.crm;

/** What reality does to a delivery. */
public enum Defect {
    NONE,
    /** Recorded when it happened, published minutes later. */
    LATE,
    /** Happened, and was entered into the CRM minutes to hours later. */
    BACK_DATED,
    /** Held up for seconds, so that what followed may arrive before it. */
    OVERTAKEN,
    /** The same bytes once more. */
    REPEATED,
    /** The same content once more, under another id. */
    TWIN,
    /** The same source and id with another content, recorded later. */
    CORRECTED,
    /** A type that no contract names. */
    UNKNOWN_TYPE,
    /** Broken: has no time. */
    NO_TIME,
    /** Broken: its time is not a time. */
    BAD_TIME,
    /** Broken: the bytes end too early. */
    CUT_OFF,
    /** Broken: nobody knows its tenant. */
    UNKNOWN_TENANT;

    /** Whether it cannot be taken in and belongs to the dead letters. */
    public boolean isBroken() {
        return compareTo(NO_TIME) >= 0;
    }
}
