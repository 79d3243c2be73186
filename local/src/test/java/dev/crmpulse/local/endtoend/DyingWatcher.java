package dev.crmpulse.local.endtoend;

import dev.crmpulse.local.replay.ReplayWatcher;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;

/** Ends a replay at a record as a crash would: nothing is stopped in order, no savepoint is taken. */
final class DyingWatcher implements ReplayWatcher {
    private final long diesAtRecord;

    DyingWatcher(long diesAtRecord) {
        this.diesAtRecord = diesAtRecord;
    }

    /** The end. */
    static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1;

        Death() {
            super("died");
        }
    }

    @Override
    public void at(long bytesRead, long records) {
        if (records >= diesAtRecord) {
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
    public void judging(long events) {
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
