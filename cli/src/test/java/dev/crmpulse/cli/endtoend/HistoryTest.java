package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.cli.replay.ReplayReport;
import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.connectors.yaml.ZoneNames;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.jobs.live.PreflightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A small history whose every figure is known: what is evaluated, up to when, by which policies, and what is left out. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HistoryTest {
    private static final String OWN = """
            - {kind: tenant, tenant: t, id: profile, version: 1, effective_from: 1970-01-01, zone: Europe/Berlin,
               calendar: desk, shipped: none}
            - {kind: calendar, tenant: t, id: desk, version: 1, effective_from: 1970-01-01, zone: Europe/Berlin,
               week: {mon-fri: ["09:00-12:00", "13:00-17:00"]}}
            - kind: sla
              tenant: t
              id: desk-answer
              version: 1
              effective_from: 1970-01-01
              entity: lead
              start: {type: lead.created}
              stop: {interaction: answer}
              calendar: business
              episodes: once
              levels: [{name: late, target: 4 h}]
            """;

    private static final String EXPORT = """
            tenant: t
            source: export
            files:
              - name: "*.csv"
                id: ${lead}-${row in file}
                subject: lead/${lead}
                time: ${at}
                actortype: human
                data: {owner: {field: owner, empty: clears}}
                rules:
                  - {type: lead.created, when: {field: step, equals: created}}
                  - {type: lead.assigned, when: {field: step, equals: assigned}}
            """;

    @TempDir
    static Path directory;

    @TempDir
    static Path files;

    private static Harness harness;

    @BeforeAll
    static void openTheHarness() throws Exception {
        harness = Harness.openNew(directory);
    }

    @AfterAll
    static void closeTheHarness() throws Exception {
        harness.close();
    }

    @Test
    @Order(1)
    void aDateOfTheFarFutureIsADeadLetterAndMovesNoTime() throws Exception {
        CompletableFuture<Void> kill =
                Strike.onceTrue(harness.stack(), "SELECT count() > 8 FROM system.tables WHERE database = 'crm_store'");
        ReplayReport report = replay(
                "first.jsonl",
                lead("OLD", "2026-01-05T10:00:00Z"),
                lead("LATER", "2026-02-01T10:00:00Z"),
                lead("TYPO", "2062-01-05T10:00:00Z"));
        // it died in the middle of the first migration, and the replay waited for the next one
        assertThat(kill).isCompleted();

        assertThat(report.horizon()).contains(Instant.parse("2026-02-01T10:00:00Z"));
        assertThat(report.deadLetters()).isEqualTo(Map.of("too far in the future", 1L));
        assertThat(harness.ask().lines("SELECT count(), any(JSONExtractString(bytes, 'subject')) FROM crm.dlq"))
                .containsExactly("1\tlead/TYPO");
        assertThat(harness.ask().lines("SELECT DISTINCT horizon FROM crm.progress"))
                .containsExactly("2026-02-01 10:00:00.000");
        // created on a Monday, never answered: 0 h, 2 h and 4 h are over by February
        assertThat(harness.ask()
                        .lines("SELECT level, state, breached_at FROM crm.sla_clock"
                                + " WHERE sla = 'first-response' AND lead_id = 'OLD' ORDER BY level_no"))
                .containsExactly(
                        "owner\treached\t\\N",
                        "supervisor\tbreached\t2026-01-05 12:00:00.000",
                        "anomaly\tbreached\t2026-01-05 14:00:00.000");
        assertThat(harness.ask()
                        .lines("SELECT tenant, received, accepted, dead_letters, difference, event_rows, missing_rows"
                                + " FROM crm.completeness ORDER BY tenant, day"))
                .containsExactly("\t1\t0\t1\t0\t0\t0", "t\t1\t1\t0\t0\t1\t0", "t\t1\t1\t0\t0\t1\t0");
        assertThat(harness.differences()).isEmpty();
    }

    @Test
    @Order(2)
    void aReplayCountsItsOwnDeadLettersAlone() throws Exception {
        ReplayReport report = replay("second.jsonl", lead("NEXT", "2026-02-02T10:00:00Z"));

        assertThat(report.deadLetters()).isEmpty();
        assertThat(report.horizon()).contains(Instant.parse("2026-02-02T10:00:00Z"));
        // those of the replay before stand in the table, for both are one run
        assertThat(harness.ask().number("SELECT count() FROM crm.dlq")).isEqualTo(1);
    }

    @Test
    @Order(3)
    void aRebuildForgetsDeadLettersThatItDidNotFind() throws Exception {
        ReplayReport report =
                harness.rebuild(Mapping.ofCloudEvents(), file("third.jsonl", lead("NEXT", "2026-02-02T10:00:00Z")));

        assertThat(report.deadLetters()).isEmpty();
        assertThat(harness.ask().number("SELECT count() FROM crm.dlq")).isZero();
        assertThat(harness.ask().number("SELECT count() FROM crm_store.dlq")).isEqualTo(1);
    }

    @Test
    @Order(4)
    void policiesOfOnesOwnEvaluateHistoryAnew() throws Exception {
        List<Policy> own = PolicyFile.read("own", OWN);
        String[] history = {
            lead("MON", "2026-01-05T08:00:00Z"),
            event("MON-a", "lead.assigned", "lead/MON", "2026-01-05T08:10:00Z", "\"owner\":\"anna\""),
            event("MON-b", "message.sent", "lead/MON", "2026-01-05T17:00:00Z", "\"owner\":\"anna\""),
            lead("LAST", "2026-02-02T10:00:00Z")
        };
        harness.replay(Mapping.ofCloudEvents(), file("fourth.jsonl", history));
        assertThat(harness.ask().lines("SELECT def FROM crm.run ORDER BY run")).containsExactly("1", "1");
        assertThat(
                        harness.ask()
                                .lines(
                                        "SELECT calendar_seconds, business_seconds FROM crm.first_response WHERE lead_id = 'MON'"))
                .containsExactly("32400\t\\N");

        ReplayReport report = harness.rebuildBy(own, Mapping.ofCloudEvents(), file("fourth.jsonl", history));

        // Monday 9:00 to 18:00 in Berlin, of 9:00 to 17:00 with an hour for lunch: 7 h of working time
        assertThat(harness.ask()
                        .lines("SELECT calendar_seconds, business_seconds, calendar_id FROM crm.first_response"
                                + " WHERE lead_id = 'MON'"))
                .containsExactly("32400\t25200\tdesk@1");
        assertThat(harness.ask().lines("SELECT run, def FROM crm.run ORDER BY run"))
                .endsWith(report.run() + "\t2")
                .hasSize(3);
        // the tenant is evaluated by its own SLA alone, and is in no funnel and no tier
        assertThat(harness.ask().lines("SELECT DISTINCT policy_id FROM crm.sla_clock"))
                .containsExactly("desk-answer@1");
        assertThat(harness.ask().number("SELECT count() FROM crm.funnel_entry")).isZero();
        assertThat(harness.ask().number("SELECT count() FROM crm.lead_tier")).isZero();
        assertThat(harness.ask().number("SELECT count() FROM crm.response_bucket_benchmark"))
                .isZero();
        // what the closed windows showed before
        assertThat(harness.ask()
                        .lines("SELECT n_before, n_after, business_sum_seconds_before,"
                                + " business_sum_seconds_after, cause FROM crm.correction WHERE family = 'first_response'"
                                + " AND grain = 'day' AND dated_by = 'ended_at' AND owner = 'anna'"))
                .containsExactlyInAnyOrder(
                        // the day is that of Berlin now, another window than that of UTC
                        "1\t0\t0\t0\trebuild: run " + report.run() + ", def 2",
                        "0\t1\t0\t25200\trebuild: run " + report.run() + ", def 2");
        assertThat(
                        harness.ask()
                                .lines(
                                        "SELECT DISTINCT reason, def_before, def_after FROM crm.correction WHERE cause_kind = 'rebuild'"))
                .containsExactly("other policies\t1\t2");
        assertThat(harness.differences()).isEmpty();
    }

    @Test
    @Order(5)
    void otherPoliciesThanThoseThatEvaluatedAreRefusedWithoutARebuild() throws Exception {
        List<Policy> stricter = PolicyFile.read("own", OWN.replace("target: 4 h", "target: 1 h"));
        Path file = file(
                "fifth.csv",
                "lead,at,step,owner",
                "HELD,2026-02-02T11:00:00Z,created,",
                "HELD,2026-02-02T12:00:00Z,assigned,anna",
                "HELD,2026-02-02T13:00:00Z,assigned,");
        Mapping export = Mapping.load(file("export.yaml", EXPORT));

        assertThat(harness.replayBy(PolicyFile.read("own", OWN), export, file).accepted())
                .as("the same policies again")
                .isEqualTo(3);
        assertThat(harness.ask()
                        .lines("SELECT owner, started_at, end_reason FROM crm.owner_span WHERE lead_id = 'HELD'"))
                .as("an owner that the mapping says is cleared")
                .containsExactly("anna\t2026-02-02 12:00:00.000\tunassigned");
        assertThat(harness.differences()).isEmpty();
        assertThatThrownBy(() -> harness.replayBy(stricter, export, file))
                .isInstanceOf(PreflightException.class)
                .hasMessage("sla 'desk-answer' version 1 is not what the history that is there was evaluated by: say"
                        + " --rebuild to evaluate all of it anew");
    }

    @Test
    @Order(6)
    void whatWasEvaluatedIsNotEvaluatedAnewByApplying() throws IOException {
        CommandRun apply = CommandRun.of("policy", "apply", file("own.yaml", OWN), "--data-dir", directory);

        assertThat(apply.exitCode()).isEqualTo(2);
        assertThat(apply.errors())
                .singleElement()
                .asString()
                .contains("would be in force from 1970-01-01T00:00:00Z", "figures of the past never change")
                .endsWith("or evaluate history anew with replay --rebuild --policies FILE");
    }

    @Test
    @Order(7)
    void everyZoneThatAFileMayNameIsKnownToClickHouse() throws Exception {
        assertThat(harness.ask().lines("SELECT time_zone FROM system.time_zones"))
                .containsAll(ZoneNames.known());
    }

    private static ReplayReport replay(String name, String... lines) throws Exception {
        return harness.replay(Mapping.ofCloudEvents(), file(name, lines));
    }

    private static Path file(String name, String... lines) throws IOException {
        return Files.write(files.resolve(name), List.of(lines));
    }

    private static String lead(String id, String time) {
        return event(id, "lead.created", "lead/" + id, time, "\"channel\":\"web\"");
    }

    private static String event(String id, String type, String subject, String time, String data) {
        return "{\"specversion\":\"1.0\",\"tenant\":\"t\",\"source\":\"crm\",\"id\":\"" + id
                + "\",\"type\":\"crm." + type + "\",\"subject\":\"" + subject + "\",\"time\":\"" + time
                + "\",\"actor\":\"anna\",\"actortype\":\"human\",\"data\":{" + data + "}}";
    }
}
