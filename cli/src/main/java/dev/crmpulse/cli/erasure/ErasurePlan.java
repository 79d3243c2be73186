package dev.crmpulse.cli.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.cli.stack.SavedState.Purpose;
import dev.crmpulse.connectors.cloudevents.Erasure;
import dev.crmpulse.connectors.cloudevents.PersonKind;
import dev.crmpulse.embedded.directory.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is left of an erasure to be done once its history is rewritten: written down, so that whoever dies on the way loses neither
 * history nor the erasure. It says who the persons are no more.
 *
 * @param purpose of the state that the rewritten history leads to; null in plans of releases that knew replays alone
 * @param positions offsets by partition of the topic of events behind all of the history; empty where no live job goes on behind it
 * @param horizonMillis up to when silence is evaluated, milliseconds since 1970 UTC; null where it never was
 * @param delivered deliveries that the rewritten history has
 * @param accepted those of them that counted
 * @param late those that came too late to count: a history has no such, and with it they do
 */
record ErasurePlan(
        List<Erased> persons,
        Purpose purpose,
        Map<Integer, Long> positions,
        Long horizonMillis,
        long delivered,
        long accepted,
        long late) {
    private static final String FILE = "plan.json";

    ErasurePlan {
        persons = List.copyOf(persons);
        purpose = purpose == null ? Purpose.REPLAY : purpose;
        positions = positions == null ? Map.of() : Map.copyOf(positions);
    }

    /**
     * A person whose history is rewritten.
     *
     * @param events deliveries that named the person
     * @param deadLetters those dropped because nobody can say what in them belongs to the person
     */
    record Erased(String tenant, PersonKind kind, String pseudonym, long events, long deadLetters) {
        static Erased of(Erasure erasure, long events, long deadLetters) {
            return new Erased(erasure.tenant(), erasure.kind(), erasure.pseudonym(), events, deadLetters);
        }
    }

    /** The plan of an erasure that was interrupted; empty where there is none. */
    static Optional<ErasurePlan> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        return Files.exists(file)
                ? Optional.of(new ObjectMapper().readValue(file.toFile(), ErasurePlan.class))
                : Optional.empty();
    }

    void write(Path directory) throws IOException {
        Note.write(directory.resolve(FILE), new ObjectMapper().writeValueAsString(this));
    }
}
