package dev.crmpulse.engine.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What never changes, such as a record: it names its members once, in the order of their bytes, to be written and read.
 *
 * @param <V> itself
 */
public interface BinaryValue<V> {
    /** Walks through the members; returns the value of what the walk returns for each. Any value will do to read another. */
    V fields(BinaryFields f) throws IOException;

    default void write(DataOutput out) throws IOException {
        BinaryWriter writer = new BinaryWriter();
        fields(writer);
        writer.writeTo(out);
    }

    /** Returns what was written. */
    default V read(DataInput in) throws IOException {
        return fields(new BinaryReader(in));
    }
}
