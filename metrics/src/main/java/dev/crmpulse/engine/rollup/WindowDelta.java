package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.event.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What changes in one window at once.
 *
 * @param sums what is added; negative where more is taken away
 * @param cause a fact that changed, such as {@code first_response L-17}
 */
public record WindowDelta(Window sums, String cause) {
    public WindowKey key() {
        return sums.key();
    }

    public void write(DataOutput out) throws IOException {
        sums.write(out);
        BinaryCodec.writeText(out, cause);
    }

    public static WindowDelta read(DataInput in) throws IOException {
        return new WindowDelta(Window.read(in), BinaryCodec.readText(in));
    }
}
