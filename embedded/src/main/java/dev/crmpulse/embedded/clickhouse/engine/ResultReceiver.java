package dev.crmpulse.embedded.clickhouse.engine;

import java.io.IOException;

/** Takes a result in pieces: the statistics so far, then the bytes they describe. */
public interface ResultReceiver {
    /** Reports what the statement has done up to now; called before each piece and at least once. */
    void progress(StatementStatistics soFar);

    /** Takes bytes of the formatted result. */
    void write(byte[] bytes, int offset, int length) throws IOException;
}
