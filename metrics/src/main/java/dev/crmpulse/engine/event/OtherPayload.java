package dev.crmpulse.engine.event;

/** The payload of an event whose type no metric reads. */
public enum OtherPayload implements Payload {
    INSTANCE;

    /** Nothing of it is kept. */
    @Override
    public OtherPayload fields(BinaryFields f) {
        return this;
    }
}
