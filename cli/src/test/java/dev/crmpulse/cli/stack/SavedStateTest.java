package dev.crmpulse.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.cli.stack.SavedState.Use;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

    private static String text(InputStream in) throws Exception {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Use use(long run) {
        return new Use(run, Purpose.REPLAY, List.of("engagement"), null);
    }
}
