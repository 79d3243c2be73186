package dev.crmpulse.cli.endtoend;

import dev.crmpulse.cli.replay.ReplayWatcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import org.awaitility.Awaitility;

/** Ends a replay at a record as a crash would: nothing is stopped in order, no savepoint is taken. */
public final class DyingWatcher implements ReplayWatcher {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final long diesAtRecord;
    private final Callable<Boolean> somethingIsWritten;

    /** @param somethingIsWritten before that, a death would leave nothing to go on from */
    public DyingWatcher(long diesAtRecord, Callable<Boolean> somethingIsWritten) {
        this.diesAtRecord = diesAtRecord;
        this.somethingIsWritten = somethingIsWritten;
    }

    /** The end. */
    public static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1;

        Death() {
            super("died");
        }
    }

    @Override
    public void at(long bytesRead, long records, long events) {
        if (records >= diesAtRecord) {
            Awaitility.await().atMost(TIMEOUT).until(somethingIsWritten);
            throw new Death();
        }
    }

    @Override
    public void submitted(JobID job) {
        // a death needs no name
    }

    @Override
    public void file(Path file, long bytes) {
        // any file will do
    }

    @Override
    public void evaluating(long events) {
        throw new IllegalStateException("it was to die earlier");
    }

    @Override
    public void lag(String topic, long records) {
        throw new IllegalStateException("it was to die earlier");
    }

    @Override
    public void checkpointDelayed(Throwable reason) {
        throw new IllegalStateException("it was to die earlier");
    }
}
