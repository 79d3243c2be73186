package dev.crmpulse.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies from the command line: what is wrong is told with file and line, what is right is in force and can be queried. */
class PolicyCommandTest {
    @TempDir
    Path directory;

    @Test
    void aFileThatIsRightIsListed() throws IOException {
        CommandRun check = CommandRun.of("policy", "check", promise("answer: 1 h", "2099-01-01"));

        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out())
                .contains("*/promise/first-response/2099-01-01T00:00:00Z", "version 7", "is well formed");
    }

    @Test
    void aFileThatIsWrongIsRefusedWithFileLineAndReason() throws IOException {
        CommandRun check = CommandRun.of("policy", "check", promise("answer: soon", "2099-01-01"));

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out()).isEmpty();
        assertThat(check.errors()).hasSize(1);
        assertThat(check.err()).contains("promise.yaml:10", "soon");
    }

    @Test
    void aFileThatIsMissingIsTold() {
        CommandRun check = CommandRun.of("policy", "check", directory.resolve("none.yaml"));

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.errors()).hasSize(1);
        assertThat(check.err()).contains("none.yaml");
    }

    @Test
    void thePastIsNeverJudgedAnew() throws IOException {
        CommandRun apply = CommandRun.of(
                "policy", "apply", promise("answer: 1 h", "2026-01-01"), "--data-dir", directory.resolve("data"));

        assertThat(apply.exitCode()).isEqualTo(2);
        assertThat(apply.err())
                .contains("would be in force from 2026-01-01T00:00:00Z", "figures of the past never change");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void whatIsAppliedIsShownAndQueried() throws IOException {
        Path data = MigratedDirectory.fill(directory.resolve("data"));
        String from = Instant.now()
                .plus(1, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.DAYS)
                .toString();

        CommandRun apply = CommandRun.of("policy", "apply", promise("answer: 1 h", from), "--data-dir", data);
        CommandRun show = CommandRun.of("policy", "show", "--data-dir", data);
        CommandRun sql = CommandRun.of(
                "sql", "--data-dir", data, "SELECT kind, id, version FROM crm.policy WHERE body LIKE '%1 h%'");

        assertThat(apply.exitCode()).as(apply.err()).isZero();
        assertThat(apply.out()).endsWith("applied\n");
        assertThat(show.out()).contains("*/promise/first-response/" + from);
        assertThat(sql.out()).isEqualTo("promise\tfirst-response\t7\n");
    }

    private Path promise(String level, String effectiveFrom) throws IOException {
        String[] nameAndTarget = level.split(": ", 2);
        return Files.writeString(
                directory.resolve("promise.yaml"), """
                kind: promise
                id: first-response
                version: 7
                effective_from: %s
                entity: lead
                start: {type: lead.created}
                stop: {act: answer}
                calendar: literal
                episodes: once
                levels: [{name: %s, target: %s}]
                """.formatted(effectiveFrom, nameAndTarget[0], nameAndTarget[1]));
    }
}
