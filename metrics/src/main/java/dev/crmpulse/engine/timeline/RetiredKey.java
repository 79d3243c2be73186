package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import java.io.IOException;

/**
 * What stays of a key whose history was let go: enough to know it again, so that an event for it is refused and reported
 * instead of opening the key anew.
 *
 * @param lastMillis time of its last event, milliseconds since 1970 UTC
 * @param accepted how many events it had
 * @param revision of its last publication
 */
public record RetiredKey(long lastMillis, long accepted, long revision) implements BinaryValue<RetiredKey> {
    /** A key of no events. */
    public static final RetiredKey NONE = new RetiredKey(Long.MIN_VALUE, 0, 0);

    @Override
    public RetiredKey fields(BinaryFields f) throws IOException {
        return new RetiredKey(f.fixedLong(lastMillis), f.fixedLong(accepted), f.fixedLong(revision));
    }
}
