package dev.crmpulse.engine.event;

/** Event types about the same kind of thing. The family decides whose history an event belongs to. */
public enum Family {
    LEAD,
    CONTACT,
    DEAL,
    SURVEY,
    PEOPLE,
    /** Types that no metric reads. */
    OTHER
}
