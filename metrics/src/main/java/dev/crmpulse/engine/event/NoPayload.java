package dev.crmpulse.engine.event;

/** The payload of an event whose type says all there is to say, or whose type no metric reads. */
public enum NoPayload implements Payload {
    INSTANCE;

    static NoPayload of(EventData data) {
        return INSTANCE;
    }

    /** Nothing of it is kept. */
    @Override
    public NoPayload fields(BinaryFields f) {
        return this;
    }
}
