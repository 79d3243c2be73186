package dev.crmpulse.simulator.crm;

/** A stage of the sales journey, with the working hours that half of the deals spend there at most. */
enum Stage {
    FIRST_CONTACT(7),
    NEEDS(12),
    DEMO(10),
    PROPOSAL(14),
    OBJECTIONS(9),
    NEGOTIATION(14),
    PAYMENT(0);

    private static final long HOUR_MILLIS = 3_600_000;

    private final int medianHours;

    Stage(int medianHours) {
        this.medianHours = medianHours;
    }

    /** Working time in this stage, in milliseconds. */
    long dwellMillis(SeededRandom random) {
        return random.logNormal(medianHours * HOUR_MILLIS, 0.7);
    }
}
