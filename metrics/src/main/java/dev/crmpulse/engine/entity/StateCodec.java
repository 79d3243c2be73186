package dev.crmpulse.engine.entity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes and reads what a metric remembers of one lead or deal. */
public interface StateCodec<M> {
    void write(M state, DataOutput out) throws IOException;

    M read(DataInput in) throws IOException;
}
