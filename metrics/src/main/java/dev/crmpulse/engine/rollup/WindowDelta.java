package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import java.io.IOException;

/**
 * What changes in one window at once.
 *
 * @param sums what is added; negative where more is taken away
 * @param fact one that changed, such as {@code first_response L-17}; empty where the window is open
 * @param cause why; unknown where the window is open, for then all changes of a batch are one
 */
public record WindowDelta(Window sums, String fact, Cause cause) implements BinaryValue<WindowDelta> {
    /** Nothing changes. */
    public static final WindowDelta NONE = new WindowDelta(new Window(WindowKey.BLANK), "", Cause.UNKNOWN);

    public WindowKey key() {
        return sums.key();
    }

    @Override
    public WindowDelta fields(BinaryFields f) throws IOException {
        Window window = f.isReading() ? new Window(WindowKey.BLANK) : sums;
        window.fields(f);
        return new WindowDelta(window, f.text(fact), cause.fields(f));
    }
}
