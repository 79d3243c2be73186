package dev.crmpulse.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.cli.stack.SavedState.Use;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedStateTest {
    private static final Instant EARLIER = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-02T11:00:00.250Z");

    @TempDir
    Path root;

    @Test
    void theLastNoteCountsAndNoneIsLeftAfterClearing() throws Exception {
        try (DataDirectory directory = DataDirectory.open(root)) {
            SavedState saved = new SavedState(directory);
            saved.begin(use(1));
            saved.note(use(2));
            saved.noteHorizon(EARLIER);
            saved.noteHorizon(LATER);

            assertThat(saved.use()).contains(use(2));
            assertThat(saved.horizon()).contains(LATER);

            saved.clear();
            assertThat(saved.use()).isEmpty();
            assertThat(saved.horizon()).isEmpty();
        }
    }

    /** A kill within a note must not leave half of one: whoever has opened the old one reads it to its end. */
    @Test
    void aNoteTakesThePlaceOfTheOldOneAsAWhole() throws Exception {
        try (DataDirectory directory = DataDirectory.open(root)) {
            SavedState saved = new SavedState(directory);
            saved.begin(use(1));
            saved.noteHorizon(EARLIER);
            try (InputStream run = Files.newInputStream(directory.state().resolve("run.json"));
                    InputStream horizon = Files.newInputStream(directory.state().resolve("horizon"))) {
                saved.note(use(2));
                saved.noteHorizon(LATER);

                assertThat(text(run)).contains("\"run\":1");
                assertThat(text(horizon)).isEqualTo(EARLIER.toString());
            }
        }
    }

    /** Checkpoints share files that lie beside them. */
    @Test
    void theNewestStateStaysWithWhatItShares() throws Exception {
        try (DataDirectory directory = DataDirectory.open(root)) {
            Path ended = checkpoint(directory, "ended", "chk-7", EARLIER);
            Path old = checkpoint(directory, "last", "chk-8", EARLIER);
            Path newest = checkpoint(directory, "last", "chk-9", LATER);
            SavedState saved = new SavedState(directory);

            saved.keepNewest();

            assertThat(saved.newest()).contains(newest);
            assertThat(shared(newest)).exists();
            assertThat(old).doesNotExist();
            assertThat(ended.getParent()).doesNotExist();
        }
    }

    @Test
    void nothingOfAJobIsLeftOnceASavepointIsNewer() throws Exception {
        try (DataDirectory directory = DataDirectory.open(root)) {
            Path checkpoint = checkpoint(directory, "last", "chk-9", EARLIER);
            Path savepoint = completed(directory.state().resolve("savepoint-1"), LATER);
            SavedState saved = new SavedState(directory);

            saved.keepNewest();

            assertThat(saved.newest()).contains(savepoint);
            assertThat(checkpoint.getParent()).doesNotExist();

            saved.clear();
            assertThat(saved.newest()).isEmpty();
        }
    }

    private static Path checkpoint(DataDirectory directory, String job, String name, Instant at) throws IOException {
        Path path = completed(directory.checkpoints().resolve(job).resolve(name), at);
        Files.createDirectories(shared(path).getParent());
        Files.writeString(shared(path), "rows");
        return path;
    }

    private static Path shared(Path checkpoint) {
        return checkpoint.resolveSibling("shared").resolve("rows");
    }

    private static Path completed(Path path, Instant at) throws IOException {
        Files.createDirectories(path);
        Files.writeString(path.resolve("_metadata"), "");
        Files.setLastModifiedTime(path.resolve("_metadata"), FileTime.from(at));
        return path;
    }

    private static String text(InputStream in) throws Exception {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Use use(long run) {
        return new Use(run, Purpose.REPLAY, List.of("engagement"), null, Map.of());
    }
}
