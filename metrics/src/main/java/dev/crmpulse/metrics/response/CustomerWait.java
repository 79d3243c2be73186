package dev.crmpulse.metrics.response;

import dev.crmpulse.metrics.event.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Since when a customer waits for us: for the first answer to the lead (M1), for a reply (M2), or for nothing. */
final class CustomerWait {
    private Long firstAnswerSinceMillis;
    private Long replySinceMillis;

    /** The lead was created: a first answer is due. */
    void create(long atMillis) {
        firstAnswerSinceMillis = atMillis;
    }

    /** The customer turned to us. */
    void ask(long atMillis) {
        if (replySinceMillis == null) {
            replySinceMillis = atMillis;
        }
    }

    /** Nothing is due any more: all was answered, or the lead ended. */
    void end() {
        firstAnswerSinceMillis = null;
        replySinceMillis = null;
    }

    /** The earliest of what is due, null if nothing is. */
    Long sinceMillis() {
        if (firstAnswerSinceMillis == null || replySinceMillis == null) {
            return firstAnswerSinceMillis == null ? replySinceMillis : firstAnswerSinceMillis;
        }
        return Math.min(firstAnswerSinceMillis, replySinceMillis);
    }

    void write(DataOutput out) throws IOException {
        BinaryCodec.writeTime(out, firstAnswerSinceMillis);
        BinaryCodec.writeTime(out, replySinceMillis);
    }

    static CustomerWait read(DataInput in) throws IOException {
        CustomerWait wait = new CustomerWait();
        wait.firstAnswerSinceMillis = BinaryCodec.readTime(in);
        wait.replySinceMillis = BinaryCodec.readTime(in);
        return wait;
    }
}
