package dev.crmpulse.engine.timeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What stays of a root whose history was let go: enough to know it again, so that an event for it is refused and reported
 * instead of opening the root anew.
 *
 * @param lastMillis time of its last event, milliseconds since 1970 UTC
 * @param accepted how many events it had
 * @param revision of its last publication
 */
public record RetiredKey(long lastMillis, long accepted, long revision) {
    public void write(DataOutput out) throws IOException {
        out.writeLong(lastMillis);
        out.writeLong(accepted);
        out.writeLong(revision);
    }

    public static RetiredKey read(DataInput in) throws IOException {
        return new RetiredKey(in.readLong(), in.readLong(), in.readLong());
    }
}
