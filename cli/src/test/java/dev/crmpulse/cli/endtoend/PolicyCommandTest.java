package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.engine.policy.FunnelPolicy;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Policies from the command line: what is wrong is reported with file and line, what is right is in force and can be
 * queried.
 */
class PolicyCommandTest {
    @TempDir
    Path directory;

    @Test
    void aFileThatIsRightIsListed() throws IOException {
        CommandRun check = CommandRun.of("policy", "check", sla("answer: 1 h", "2099-01-01"));

        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out()).contains("*/sla/first-response/2099-01-01T00:00:00Z", "version 7", "is well formed");
    }

    /** The cookbook compares them. */
    @Test
    void theExampleOfThreeOrdersHasTheSameStepsInEach() {
        Path file = ProjectFiles.root().resolve("examples/policies/funnel-orders.yaml");

        assertThat(CommandRun.of("policy", "check", file).exitCode()).isZero();
        List<FunnelPolicy> funnels =
                PolicyFile.read(file).stream().map(FunnelPolicy.class::cast).toList();
        assertThat(funnels).extracting(FunnelPolicy::order).containsExactlyInAnyOrder(FunnelOrder.values());
        assertThat(funnels)
                .extracting(FunnelPolicy::steps)
                .containsOnly(funnels.get(0).steps());
    }

    @Test
    void aFileThatIsWrongIsRefusedWithFileLineAndReason() throws IOException {
        CommandRun check = CommandRun.of("policy", "check", sla("answer: soon", "2099-01-01"));

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out()).isEmpty();
        assertThat(check.errors()).hasSize(1);
        assertThat(check.err()).contains("sla.yaml:10", "soon");
    }

    @Test
    void aFileThatIsWrongIsNotTried() throws IOException {
        CommandRun tried = CommandRun.of("policy", "try", sla("answer: soon", "2099-01-01"), "--data-dir", directory);

        assertThat(tried.exitCode()).isEqualTo(2);
        assertThat(tried.errors()).singleElement().asString().contains("sla.yaml:10", "soon");
    }

    @Test
    void aFileThatIsMissingIsReported() {
        CommandRun check = CommandRun.of("policy", "check", directory.resolve("none.yaml"));

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.errors()).hasSize(1);
        assertThat(check.err()).contains("none.yaml");
    }

    @Test
    void aCalendarThatDoesNotExistIsReported() throws IOException {
        Path file = Files.writeString(
                directory.resolve("profile.yaml"),
                "{kind: tenant, id: profile, tenant: acme, version: 1, effective_from: 2026-01-01,"
                        + " zone: Europe/Berlin, calendar: de-ofice}");

        CommandRun check = CommandRun.of("policy", "check", file);

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.errors())
                .singleElement()
                .asString()
                .isEqualTo("crm-pulse: " + file + ":1: tenant profile version 1 of acme names the calendar 'de-ofice',"
                        + " which does not exist, did you mean 'de-office'?");
    }

    @Test
    void anSlaWhoseCalendarDoesNotExistIsReportedWithItsLine() throws IOException {
        Path file = sla("answer: 1 h", "2099-01-01");
        Files.writeString(file, Files.readString(file).replace("calendar: literal", "calendar: plant"));

        CommandRun check = CommandRun.of("policy", "check", file);

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out()).isEmpty();
        assertThat(check.errors())
                .containsExactly("crm-pulse: " + file + ":8: sla first-response version 7 names the calendar 'plant',"
                        + " which does not exist; there are cn-office, de-office");
    }

    @Test
    void aDirectoryInWhichNothingWasEvaluatedTakesAnyDate() throws IOException {
        Path data = MigratedDirectory.fill(directory.resolve("data"));
        Path example = Files.writeString(directory.resolve("example.yaml"), ReadmeTest.policies());

        CompletableFuture<Long> kill = Strike.atFirstAnswer(data);
        CommandRun apply = CommandRun.of("policy", "apply", example, "--data-dir", data);
        assertThat(kill).as("ClickHouse was killed meanwhile").isCompleted();
        CommandRun show = CommandRun.of("policy", "show", "--data-dir", data);
        CommandRun sql = CommandRun.of(
                "sql",
                "--data-dir",
                data,
                "--keep",
                "0s",
                "SELECT zone, shipped_none FROM crm.tenant_profile WHERE tenant = 'acme'"
                        + " ORDER BY effective_from DESC LIMIT 1");

        assertThat(apply.exitCode()).as(apply.err()).isZero();
        assertThat(apply.out())
                .contains("acme/tenant/profile/2025-12-31T23:00:00Z")
                .contains("in force from 2026-01-01 00:00 Europe/Berlin")
                .endsWith("applied\n");
        assertThat(show.out()).contains("acme/tenant/profile/2025-12-31T23:00:00Z");
        assertThat(sql.out()).isEqualTo("Europe/Berlin\t0\n");
        assertThat(data.resolve("clickhouse.pid")).as("nothing was kept").doesNotExist();
    }

    private Path sla(String level, String effectiveFrom) throws IOException {
        String[] nameAndTarget = level.split(": ", 2);
        return Files.writeString(
                directory.resolve("sla.yaml"), """
                kind: sla
                id: first-response
                version: 7
                effective_from: %s
                entity: lead
                start: {type: lead.created}
                stop: {interaction: answer}
                calendar: literal
                episodes: once
                levels: [{name: %s, target: %s}]
                """.formatted(effectiveFrom, nameAndTarget[0], nameAndTarget[1]));
    }
}
