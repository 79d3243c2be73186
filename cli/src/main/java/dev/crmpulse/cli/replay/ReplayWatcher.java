package dev.crmpulse.cli.replay;

import java.nio.file.Path;
import org.apache.flink.api.common.JobID;

/** Follows the progress of a replay. */
public interface ReplayWatcher {
    /** Says nothing to anybody. */
    static ReplayWatcher silent() {
        return new SilentWatcher();
    }

    /** The file was read up to here; so many records of all files were, and so many events of theirs sent. */
    void at(long bytesRead, long records, long events);

    /** The job runs, or will as soon as it has its resources. */
    void submitted(JobID job);

    /** A file of this size is read from now on. */
    void file(Path file, long bytes);

    /** All files are sent; so many events are to be evaluated. */
    void evaluating(long events);

    /** So many records are still to be read. */
    void lag(String topic, long records);

    /** A checkpoint could not be taken now, for this reason; another will be. */
    void checkpointDelayed(Throwable reason);
}
