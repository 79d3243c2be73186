package dev.crmpulse.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Remembers in the data directory which run goes on, and finds the newest state it can go on from. */
public final class SavedState {
    private static final String METADATA = "_metadata";

    private final ObjectMapper json = new ObjectMapper();
    private final DataDirectory directory;
    private final Path file;

    /** What the file holds. */
    record Content(long run) {}

    public SavedState(DataDirectory directory) {
        this.directory = directory;
        this.file = directory.state().resolve("run.json");
    }

    /** Number of the run whose state lies here; empty where there is none. */
    public Optional<Long> run() throws IOException {
        return Files.exists(file)
                ? Optional.of(json.readValue(file.toFile(), Content.class).run())
                : Optional.empty();
    }

    /** Notes the run that begins; earlier state is let go. */
    public void begin(long run) throws IOException {
        for (Path old : completed()) {
            delete(old);
        }
        json.writeValue(file.toFile(), new Content(run));
    }

    /** The newest savepoint or checkpoint: after an orderly end the savepoint, after a crash the last checkpoint. */
    public Optional<Path> newest() throws IOException {
        return completed().stream().max(Comparator.comparing(SavedState::modified));
    }

    /** Lets all but the newest state go. */
    public void keepNewest() throws IOException {
        Optional<Path> newest = newest();
        for (Path old : completed()) {
            if (!old.equals(newest.orElse(null))) {
                delete(old);
            }
        }
    }

    private List<Path> completed() throws IOException {
        try (Stream<Path> paths = Files.walk(directory.state(), 4)) {
            return paths.filter(path -> path.endsWith(METADATA))
                    .map(Path::getParent)
                    .toList();
        }
    }

    private static java.nio.file.attribute.FileTime modified(Path state) {
        try {
            return Files.getLastModifiedTime(state.resolve(METADATA));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void delete(Path state) throws IOException {
        try (Stream<Path> paths = Files.walk(state)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
