package dev.crmpulse.connectors.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies of files in the place of those that are in force, from a moment on. */
class TriedPoliciesTest {
    private static final Instant SINCE = Instant.parse("2026-03-01T00:00:00Z");

    private Policies inForce;

    @TempDir
    Path directory;

    @BeforeEach
    void putInForce() throws IOException {
        inForce = Policies.of(ShippedPolicies.all());
        for (Policy policy : PolicyFile.read(file("known", sla(2, "2026-01-01"), sla(3, "2026-06-01")))) {
            inForce = inForce.with(policy);
        }
    }

    @Test
    void theyTakeThePlaceOfWhatIsInForceFromThenOn() throws IOException {
        assertThat(tried(SINCE, sla(9, "2099-01-01")))
                .containsExactly("1 1970-01-01T00:00:00Z", "2 2026-01-01T00:00:00Z", "9 2026-03-01T00:00:00Z");
        assertThat(tried(Instant.EPOCH, sla(9, "2099-01-01"))).containsExactly("9 1970-01-01T00:00:00Z");
    }

    @Test
    void laterOnesOfTheFileFollowAtTheirDates() throws IOException {
        assertThat(tried(SINCE, sla(12, "2026-05-01"), sla(10, "2026-01-01"), sla(11, "2026-02-01")))
                .containsExactly(
                        "1 1970-01-01T00:00:00Z",
                        "2 2026-01-01T00:00:00Z",
                        "11 2026-03-01T00:00:00Z",
                        "12 2026-05-01T00:00:00Z");
    }

    @Test
    void whatElseIsInForceStays() throws IOException {
        Policies tried = PolicyFile.readTried(List.of(file("tried", sla(9, "2099-01-01"))), inForce, SINCE);

        assertThat(tried.all())
                .filteredOn(policy -> !policy.id().equals("first-response"))
                .containsExactlyElementsOf(inForce.all().stream()
                        .filter(policy -> !policy.id().equals("first-response"))
                        .toList());
    }

    @Test
    void whatDoesNotFitIsReportedWithFileAndLine() throws IOException {
        Path file = file("tried", sla(2, "2099-01-01"));
        assertThatThrownBy(() -> PolicyFile.readTried(List.of(file), inForce, SINCE))
                .isInstanceOf(PolicyException.class)
                .hasMessage(file + ":3: sla first-response version 2 follows version 2: give it a larger number");

        Path calendar = file("calendar", sla(9, "2099-01-01").replace("literal", "nowhere"));
        assertThatThrownBy(() -> PolicyFile.readTried(List.of(calendar), inForce, SINCE))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith(calendar
                        + ":8: sla first-response version 9 names the calendar 'nowhere', which does not exist");
    }

    /** Version and date of each first response. */
    private List<String> tried(Instant since, String... policies) throws IOException {
        return PolicyFile.readTried(List.of(file("tried", policies)), inForce, since).all().stream()
                .filter(policy -> policy.id().equals("first-response"))
                .map(policy -> policy.version() + " " + Instant.ofEpochMilli(policy.effectiveFromMillis()))
                .toList();
    }

    private Path file(String name, String... policies) throws IOException {
        return Files.writeString(directory.resolve(name + ".yaml"), String.join("---\n", policies));
    }

    private static String sla(int version, String from) {
        return """
                kind: sla
                id: first-response
                version: %d
                effective_from: %s
                entity: lead
                start: {type: lead.created}
                stop: {interaction: answer}
                calendar: literal
                episodes: once
                levels: [{name: answer, target: 30 min}]
                """.formatted(version, from);
    }
}
