package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import java.io.IOException;

/** Since when a customer waits for us: for the first answer to the lead (M1), for a reply (M2), or for nothing. */
final class CustomerWait implements BinaryState {
    private long firstAnswerSinceMillis = BinaryCodec.NO_TIME;
    private long replySinceMillis = BinaryCodec.NO_TIME;

    /** The lead was created: a first answer is due. */
    void create(long atMillis) {
        firstAnswerSinceMillis = atMillis;
    }

    /** The customer turned to us. */
    void ask(long atMillis) {
        if (replySinceMillis == BinaryCodec.NO_TIME) {
            replySinceMillis = atMillis;
        }
    }

    /** Nothing is due any more: all was answered, or the lead ended. */
    void end() {
        firstAnswerSinceMillis = BinaryCodec.NO_TIME;
        replySinceMillis = BinaryCodec.NO_TIME;
    }

    /** The earliest of what is due, {@link BinaryCodec#NO_TIME} if nothing is. */
    long sinceMillis() {
        if (firstAnswerSinceMillis == BinaryCodec.NO_TIME || replySinceMillis == BinaryCodec.NO_TIME) {
            return Math.max(firstAnswerSinceMillis, replySinceMillis);
        }
        return Math.min(firstAnswerSinceMillis, replySinceMillis);
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        firstAnswerSinceMillis = f.time(firstAnswerSinceMillis);
        replySinceMillis = f.time(replySinceMillis);
    }
}
