package dev.crmpulse.cli.replay;

import java.nio.file.Path;
import org.apache.flink.api.common.JobID;

/** Leaves a replay alone. */
final class SilentWatcher implements ReplayWatcher {
    @Override
    public void at(long bytesRead, long records, long events) {
        // nobody asks
    }

    @Override
    public void submitted(JobID job) {
        // nobody asks
    }

    @Override
    public void file(Path file, long bytes) {
        // nobody asks
    }

    @Override
    public void evaluating(long events) {
        // nobody asks
    }

    @Override
    public void lag(String topic, long records) {
        // nobody asks
    }

    @Override
    public void checkpointDelayed(Throwable reason) {
        // nobody asks
    }
}
