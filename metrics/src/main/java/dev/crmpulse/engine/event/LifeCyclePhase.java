package dev.crmpulse.engine.event;

/**
 * What comes first where times and sequences are equal, as with every CRM that keeps whole minutes: the life cycle
 * orders. Within one phase source and id decide.
 */
public enum LifeCyclePhase {
    /** Who works where. */
    PEOPLE(0),
    /** A lead, a deal, a survey begins. */
    CREATED(10),
    /** What is known of a lead grows. */
    QUALIFIED(20),
    /** Whoever had it has it no more: before another one gets it. */
    RELEASED(25),
    /** Somebody gets it. */
    ASSIGNED(30),
    /** People talk, in either direction: which of two messages was first, the phase cannot know. */
    CONTACT(40),
    /** What was asked is answered. */
    ANSWER(45),
    /** The deal moves on, or its worth. */
    STAGE(50),
    /** Won, lost, and open again. */
    CLOSED(60),
    /** A lead ends otherwise than by a deal; a lead or a deal is deleted. */
    ENDED(70),
    /** What no metric reads. */
    OTHER(255);

    private final int rank;

    LifeCyclePhase(int rank) {
        this.rank = rank;
    }

    /** The place in the order, 0 to 255, as the column {@code rank} of {@code crm.event} has it. */
    public int rank() {
        return rank;
    }
}
