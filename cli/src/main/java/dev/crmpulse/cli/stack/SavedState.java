package dev.crmpulse.cli.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.embedded.directory.Note;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Remembers in the data directory which run goes on, and finds the newest state it can go on from. */
public final class SavedState {
    private static final String METADATA = "_metadata";
    /** Savepoints lie directly below, checkpoints under {@code checkpoints/<job>}, and their metadata in them. */
    private static final int STATE_DEPTH = 4;

    private final ObjectMapper json = new ObjectMapper();
    private final DataDirectory directory;
    private final Path file;
    private final Path horizonFile;

    /** What a directory is used for; state of one kind is of no use to the others, but that of a back-fill to a live job. */
    public enum Purpose {
        /** History from files, in stores of the directory itself. */
        REPLAY("a replay"),
        /** A simulated CRM. */
        DEMO("a demo"),
        /** History from files, for a live job that goes on from there. */
        BACKFILL("a back-fill"),
        /** What happens now. */
        LIVE("the state of a live job");

        private final String text;

        Purpose(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * What the directory is used for.
     *
     * @param run whose state lies here
     * @param timelines of that run
     * @param filledUntilMillis end of the history that was filled in, milliseconds since 1970 UTC; null where none was
     * @param positions offsets by partition from which a live job reads the topic of events where its state does not say, since all
     *     before is in the history that was filled in; empty where that is not known
     */
    public record Use(
            long run, Purpose purpose, List<String> timelines, Long filledUntilMillis, Map<Integer, Long> positions) {
        public Use {
            timelines = List.copyOf(timelines);
            // notes of earlier releases know of none
            positions = positions == null ? Map.of() : Map.copyOf(positions);
        }

        /** End of the history that was filled in; empty where none was. */
        public Optional<Instant> filledUntil() {
            return Optional.ofNullable(filledUntilMillis).map(Instant::ofEpochMilli);
        }
    }

    public SavedState(DataDirectory directory) {
        this.directory = directory;
        this.file = directory.state().resolve("run.json");
        this.horizonFile = directory.state().resolve("horizon");
    }

    /** What the directory is used for; empty where it is new. */
    public Optional<Use> use() throws IOException {
        return Files.exists(file) ? Optional.of(json.readValue(file.toFile(), Use.class)) : Optional.empty();
    }

    /**
     * Requires that state of this purpose may be put here.
     *
     * @throws IOException where the directory is used for something else
     */
    public void require(Purpose purpose) throws IOException {
        Optional<Use> use = use();
        if (use.isPresent() && use.get().purpose() != purpose) {
            throw new IOException("data directory " + directory.root() + " holds "
                    + use.get().purpose() + ", "
                    + (purpose == Purpose.DEMO
                            ? "which a demo would take back: choose another with --data-dir"
                            : "with which " + purpose
                                    + " would mix: choose another with --data-dir, or let it go with --rebuild"));
        }
    }

    /** Lets earlier state and its use go: the directory is as if it were new. */
    public void clear() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(horizonFile);
        keepOnly(Optional.empty());
    }

    /** Notes the use that begins; earlier state is let go. */
    public void begin(Use use) throws IOException {
        clear();
        note(use);
    }

    /** Notes the use that goes on with the state that is here. */
    public void note(Use use) throws IOException {
        Note.write(file, json.writeValueAsString(use));
    }

    /** Notes up to when silence is evaluated, so that this is known before any server starts. */
    public void noteHorizon(Instant horizon) throws IOException {
        Note.write(horizonFile, horizon.toString());
    }

    /** Up to when silence was evaluated as of the last time that this was noted; empty where it never was. */
    public Optional<Instant> horizon() throws IOException {
        return Files.exists(horizonFile) ? Optional.of(Instant.parse(Files.readString(horizonFile))) : Optional.empty();
    }

    /**
     * Requires that a moment does not lie before the horizon: time does not go back, for figures that silence has changed
     * would have to be taken back.
     */
    public void requireNotOver(Instant asOf, Optional<Instant> horizon) throws IOException {
        if (horizon.isPresent() && asOf.isBefore(horizon.get())) {
            throw new IOException("silence is evaluated up to " + horizon.get() + " in " + directory.root()
                    + " already, and --as-of " + asOf
                    + " lies before: give a later moment, or begin anew with --rebuild");
        }
    }

    /** The newest savepoint or checkpoint: after an orderly end the savepoint, after a crash the last checkpoint. */
    public Optional<Path> newest() throws IOException {
        return completed().stream().max(Comparator.comparing(Completed::time)).map(Completed::path);
    }

    /** Lets all but the newest state go, while no job runs. */
    public void keepNewest() throws IOException {
        keepOnly(newest());
    }

    private void keepOnly(Optional<Path> kept) throws IOException {
        for (Completed old : completed()) {
            if (!kept.equals(Optional.of(old.path))) {
                FileTree.delete(old.path);
            }
        }
        // what several checkpoints of a job need lies beside them
        try (DirectoryStream<Path> jobs = Files.newDirectoryStream(directory.checkpoints())) {
            for (Path job : jobs) {
                if (kept.filter(path -> path.startsWith(job)).isEmpty()) {
                    FileTree.delete(job);
                }
            }
        }
    }

    /** A savepoint or checkpoint that is whole: its metadata are written last. */
    private record Completed(Path path, FileTime time) {}

    private List<Completed> completed() throws IOException {
        List<Completed> completed = new ArrayList<>();
        Files.walkFileTree(directory.state(), Set.of(), STATE_DEPTH, new FileTree.VisitorOfChanging() {
            @Override
            public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) {
                if (visited.endsWith(METADATA)) {
                    completed.add(new Completed(visited.getParent(), attributes.lastModifiedTime()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return completed;
    }
}
