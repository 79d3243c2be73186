package dev.crmpulse.engine.event;

import java.io.DataOutput;

/** The payload of an event whose type no metric reads. */
public enum OtherPayload implements Payload {
    INSTANCE;

    @Override
    public void write(DataOutput out) {
        // nothing of it is kept
    }
}
