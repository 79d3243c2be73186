package dev.crmpulse.cli.live;

import dev.crmpulse.cli.stack.DataDirectory;
import dev.crmpulse.cli.stack.SavedState;
import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.cli.stack.SavedState.Use;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.embedded.flink.EmbeddedFlink.Unclaimed;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a live job goes on with: the state of the live job or of the back-fill before it, or nothing. */
public final class ResumePoint {
    /** What the export of a back-fill and the topic both contain, so that nothing falls between them. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final SavedState saved;
    private final Optional<Use> use;
    private final Optional<Path> state;
    private final List<String> timelines;

    private ResumePoint(SavedState saved, List<String> timelines) throws IOException {
        this.saved = saved;
        this.use = saved.use();
        this.state = saved.newest();
        this.timelines = timelines;
    }

    /**
     * Looks what lies in the directory.
     *
     * @throws IOException where it is of no use to a job of these timelines
     */
    public static ResumePoint of(DataDirectory directory, List<Timeline> timelines) throws IOException {
        List<String> names = timelines.stream().map(Timeline::name).toList();
        ResumePoint found = new ResumePoint(new SavedState(directory), names);
        if (found.use.isPresent()) {
            requireUseful(directory, found.use.get(), names);
        }
        return found;
    }

    private static void requireUseful(DataDirectory directory, Use use, List<String> timelines) throws IOException {
        String where = "data directory " + directory.root() + " holds ";
        if (!Set.of(Purpose.BACKFILL, Purpose.LIVE).contains(use.purpose())) {
            throw new IOException(where + use.purpose() + ", of no use to a live job: choose another with"
                    + " --data-dir; history for a live job comes by replay --config");
        }
        if (!timelines.containsAll(use.timelines())) {
            throw new IOException(where + "the state of " + String.join(", ", use.timelines())
                    + ", part of which a job of " + String.join(", ", timelines)
                    + " would lose: run all of them, or choose another with --data-dir");
        }
    }

    /** The newest savepoint or checkpoint; empty where the job begins with nothing. */
    public Optional<Path> state() {
        return state;
    }

    /** Positions in the topics of a back-fill are left behind; anything else would be a loss. */
    public Unclaimed unclaimed() {
        return filledUntil().isPresent() || !positions().isEmpty() ? Unclaimed.DROPPED : Unclaimed.REFUSED;
    }

    /**
     * Where the job begins to read while its state does not say.
     *
     * @param asked a moment that the operator asks for
     */
    public Origin origin(KafkaEndpoint kafka, Optional<Instant> asked) {
        if (asked.isEmpty() && !positions().isEmpty()) {
            return Origin.live(kafka, positions());
        }
        return asked.or(() -> filledUntil().map(until -> until.minus(OVERLAP)))
                .map(from -> Origin.live(kafka, from))
                .orElseGet(() -> Origin.live(kafka));
    }

    private Map<Integer, Long> positions() {
        return use.map(Use::positions).orElse(Map.of());
    }

    private Optional<Instant> filledUntil() {
        return use.flatMap(Use::filledUntil);
    }

    /** Notes that a live job has what lies here, and no other use of it is left. */
    public void taken(long run) throws IOException {
        saved.note(new Use(
                run, Purpose.LIVE, timelines, use.map(Use::filledUntilMillis).orElse(null), positions()));
    }

    /** For people. */
    @Override
    public String toString() {
        return state.map(path -> "going on from " + path.getFileName()).orElse("from the first event");
    }
}
