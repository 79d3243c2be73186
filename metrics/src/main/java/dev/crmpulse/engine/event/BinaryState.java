package dev.crmpulse.engine.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is remembered and changes: it names its fields once, in the order of their bytes, to be written and read. */
public interface BinaryState {
    /** Walks through the fields; those of a new state, where they are read. */
    void fields(BinaryFields f) throws IOException;

    default void write(DataOutput out) throws IOException {
        BinaryWriter writer = new BinaryWriter();
        fields(writer);
        writer.writeTo(out);
    }

    /** Takes what was written; of a new state. */
    default void read(DataInput in) throws IOException {
        fields(new BinaryReader(in));
    }
}
