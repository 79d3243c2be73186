package dev.crmpulse.cli.erasure;

import dev.crmpulse.cli.live.ReadPositions;
import dev.crmpulse.cli.stack.DataDirectory;
import dev.crmpulse.cli.stack.SavedState;
import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.cli.stack.SavedState.Use;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A job of somebody's own Kafka and ClickHouse that was stopped in order: all that it has read is written, and its savepoint says
 * how far that is.
 */
public final class StoppedJob {
    private static final String SAVEPOINT = "savepoint";

    private StoppedJob() {}

    /**
     * Requires that the directory holds the state of such a job, or what an erasure made of it, and that it computes everything.
     *
     * @throws IOException where it does not, and what is to be done
     */
    public static void require(DataDirectory directory) throws IOException {
        SavedState saved = new SavedState(directory);
        Optional<Use> use = saved.use();
        if (use.isEmpty()
                || !Set.of(Purpose.BACKFILL, Purpose.LIVE).contains(use.get().purpose())) {
            throw new IOException("data directory " + directory.root() + " holds "
                    + use.map(known -> known.purpose().toString()).orElse("nothing")
                    + ": name that of the job, which run --config has filled");
        }
        if (use.get().purpose() == Purpose.BACKFILL && use.get().positions().isEmpty()) {
            throw new IOException("the job of data directory " + directory.root()
                    + " has not gone on from the back-fill yet, and would read of the person in the topic: run it once and"
                    + " stop it by Ctrl-C before");
        }
        if (!Set.copyOf(use.get().timelines()).equals(Set.copyOf(Timelines.NAMES))) {
            throw new IOException("data directory " + directory.root() + " holds the state of "
                    + String.join(", ", use.get().timelines())
                    + ", and history is evaluated anew by all timelines: run them in one job");
        }
        if (saved.newest().filter(StoppedJob::isSavepoint).isEmpty()) {
            throw new IOException(
                    "the job of data directory " + directory.root()
                            + " did not end in order, and what it wrote last may be missing: run it once more and stop it by Ctrl-C");
        }
    }

    /**
     * Requires that what is written is the job's, and that nobody writes.
     *
     * @throws IOException where another run wrote last, or one did not end
     */
    public static void requireIts(DataDirectory directory, ClickHouseEndpoint clickHouse) throws Exception {
        long run = new SavedState(directory).use().orElseThrow().run();
        if (!QueryRetry.of(clickHouse).call(connection -> new Runs(connection).isNewestAndOver(run))) {
            throw new IOException("ClickHouse " + clickHouse + " holds figures of another run than " + run
                    + ", or that one has not ended: stop all jobs, and name the directory of the one that ran last");
        }
    }

    /** Offsets behind the last event that the job has read, by partition. */
    static Map<Integer, Long> positions(SavedState saved, KafkaEndpoint kafka) throws Exception {
        Map<Integer, Long> positions = ReadPositions.of(saved.newest().orElseThrow(), kafka);
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            for (TopicPartition partition : topics.ends(Topics.EVENTS).keySet()) {
                if (!positions.containsKey(partition.partition())) {
                    throw new IOException("the job has not read partition " + partition
                            + " yet: run it once more and stop it by Ctrl-C; nothing was changed");
                }
            }
        }
        return positions;
    }

    private static boolean isSavepoint(Path state) {
        return state.getFileName().toString().startsWith(SAVEPOINT);
    }
}
