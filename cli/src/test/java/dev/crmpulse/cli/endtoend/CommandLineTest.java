package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.cli.command.CrmPulse;
import dev.crmpulse.cli.stack.DataDirectory;
import dev.crmpulse.embedded.directory.DirectoryLock;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What a person at the terminal reads: results on standard output, one line where something is wrong. */
@ExtendWith(FixtureRun.Resolver.class)
class CommandLineTest {
    private static final int FAILURE = 1;
    private static final int USAGE = 2;

    private static FixtureRun run;

    @TempDir
    Path directory;

    @BeforeAll
    static void replayTheFixture(FixtureRun fixtureRun) {
        run = fixtureRun;
    }

    // --- results

    @Test
    void sqlWritesTheResultAloneToStandardOutput() {
        CommandRun sql = CommandRun.of(
                "sql",
                "--data-dir",
                run.directory(),
                "--format",
                "JSONEachRow",
                "SELECT outcome, count() AS n FROM deal WHERE tenant = 'bpi2012' GROUP BY outcome ORDER BY outcome");

        assertThat(sql.out()).isEqualTo("""
                        {"outcome":"lost","n":212}
                        {"outcome":"open","n":28}
                        {"outcome":"won","n":60}
                        """);
        assertThat(sql.err()).isEmpty();
        assertThat(sql.exitCode()).isZero();
    }

    @Test
    void sqlWritesTabsWhereNobodySitsAtTheTerminal() {
        CommandRun sql = CommandRun.of("sql", "--data-dir", run.directory(), "SELECT 1 AS a, 'x' AS b");

        assertThat(sql.out()).isEqualTo("1\tx\n");
        assertThat(sql.exitCode()).isZero();
    }

    @Test
    void sqlAnswersTheStatementsOfAFileOneAfterAnother() throws Exception {
        Path script = directory.resolve("figures.sql");
        Files.writeString(script, """
                -- a comment; with a semicolon
                SELECT 'a;b';
                SELECT count() FROM crm.deal
                WHERE tenant = 'bpi2012';

                SELECT * FROM crm.leeds;
                SELECT 'never asked';
                """);

        CommandRun sql = CommandRun.of("sql", "--data-dir", run.directory(), "--file", script);

        assertThat(sql.out()).isEqualTo("a;b\n300\n");
        assertThat(sql.errors()).singleElement().asString().contains("figures.sql:6: statement 3: Code: 60.");
        assertThat(sql.exitCode()).isEqualTo(FAILURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE crm_store.deal",
                "INSERT INTO crm_store.run SELECT * FROM crm_store.run",
                "CREATE TABLE crm.mine (a UInt8) ENGINE = Memory",
                "SELECT file('/etc/hostname')",
                "SELECT * FROM url('http://127.0.0.1:1/')"
            })
    void sqlDoesNotWriteNorLeaveTheDatabaseUnlessAsked(String statement) {
        CommandRun sql = CommandRun.of("sql", "--data-dir", run.directory(), statement);

        assertOneLine(sql, USAGE, "sql reads figures alone unless asked with --write: ");
    }

    @Test
    void sqlWritesWhereItIsAskedTo() {
        CommandRun sql =
                CommandRun.of("sql", "--data-dir", run.directory(), "--write", "CREATE TEMPORARY TABLE mine (a UInt8)");

        assertThat(sql.err()).isEmpty();
        assertThat(sql.exitCode()).isZero();
    }

    /** The plan of one whose columns are expressions upon expressions. */
    @Test
    void sqlShowsThePlanOfEveryView() {
        CommandRun sql =
                CommandRun.of("sql", "--data-dir", run.directory(), "EXPLAIN SELECT * FROM crm.truth_m4 AS visit");

        assertThat(sql.exitCode()).as(sql.err()).isZero();
        assertThat(sql.out()).contains("ReadFromMergeTree (crm_store.event)").hasSizeLessThan(1_000_000);
    }

    @Test
    void policyTryShowsHowHistoryWouldHaveComeOutAndChangesNothing() throws Exception {
        String loans = "SELECT countIf(response_seconds <= %d) FROM crm.first_response WHERE tenant = 'bpi2012'";
        long withinTwoHours = run.ask().number(loans.formatted(7200));
        long withinHalfAnHour = run.ask().number(loans.formatted(1800));
        Map<String, Long> before = digests();

        CommandRun json = CommandRun.of(
                "policy", "try", halfAnHour("literal"), "--data-dir", run.directory(), "--format", "json");

        // of a lead that was never answered the clock is broken, long before the last event of the log
        assertThat(json.exitCode())
                .as("what is in force here is what is published: " + json.err())
                .isZero();
        long n = 0;
        long kept = 0;
        long triedN = 0;
        long triedKept = 0;
        for (JsonNode line : new ObjectMapper().readTree(json.out()).path("slas")) {
            if (line.path("tenant").asText().equals("bpi2012")
                    && line.path("sla").asText().equals("first-response")
                    && line.path("level").asText().equals("supervisor")) {
                n += line.path("n_now").asLong();
                kept += line.path("kept_now").asLong();
                triedN += line.path("n_tried").asLong();
                triedKept += line.path("kept_tried").asLong();
            }
        }
        assertThat(withinHalfAnHour).isPositive().isLessThan(withinTwoHours);
        assertThat(List.of(n, kept, triedN, triedKept)).containsExactly(300L, withinTwoHours, 300L, withinHalfAnHour);

        CommandRun table = CommandRun.of(
                "policy",
                "try",
                halfAnHour("literal"),
                "--since",
                "2025-11-01T00:00:00Z",
                "--data-dir",
                run.directory());
        assertThat(table.exitCode()).as(table.err()).isZero();
        assertThat(table.out())
                .contains("tried: sla first-response@2 of every tenant, since 2025-11-01T00:00:00Z")
                .containsPattern("(?m)^month +tenant +team +SLA +level +n now +kept % +n tried +kept % +difference$")
                .containsPattern("(?m)^2025-11 +bpi2012 +– +first-response +supervisor +\\d+ .* -\\d+\\.\\d$")
                .containsPattern("(?m)^total +first-response +supervisor +\\d+ ")
                .containsPattern("(?m)^sla_clock +[\\d,]+ +[\\d,]+ +[\\d,]+ +0 +0$")
                .doesNotContain("2025-10 ");

        CommandRun wrong = CommandRun.of("policy", "try", halfAnHour("nowhere"), "--data-dir", run.directory());
        assertOneLine(wrong, USAGE, "half-an-hour.yaml:9: sla first-response version 2 names the calendar 'nowhere'");
        assertThat(digests()).isEqualTo(before);
    }

    @Test
    void policyTryNamesATenantWithoutEvents() throws Exception {
        Path file = halfAnHour("literal");
        Files.writeString(file, Files.readString(file) + "tenant: bpi2021\n");

        assertOneLine(
                CommandRun.of("policy", "try", file, "--data-dir", run.directory()),
                USAGE,
                "nothing is tried: there are no events of tenant bpi2021, only of bpi2012, ");
    }

    /** Of what the tables say, whether ClickHouse has merged them meanwhile or not. */
    private static Map<String, Long> digests() throws Exception {
        return run.ask()
                .ofEachTable(table ->
                        "SELECT reinterpretAsInt64(sum(cityHash64(toString(tuple(*))))) FROM " + table + " FINAL");
    }

    private Path halfAnHour(String calendar) throws Exception {
        return Files.writeString(directory.resolve("half-an-hour.yaml"), """
                kind: sla
                id: first-response
                version: 2
                effective_from: 2099-01-01
                entity: lead
                start: {type: crm.lead.created}
                stop: {interaction: answer}
                cancel: {type: [crm.lead.disqualified, crm.lead.merged, crm.lead.deleted]}
                calendar: %s
                episodes: once
                levels: [{name: owner, target: 0 h}, {name: supervisor, target: 30 min}, {name: anomaly, target: 4 h}]
                """.formatted(calendar));
    }

    @Test
    void aViewThatTakesParametersNamesThem() {
        CommandRun sql = CommandRun.of("sql", "--data-dir", run.directory(), "SELECT * FROM crm.window_period");

        assertOneLine(sql, FAILURE, "crm.window_period takes parameters (");
        assertThat(sql.err())
                .contains("period String", "zone String")
                .contains("ask such as SELECT * FROM crm.window_period(")
                .contains("period = 'month'", "zone = 'UTC'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "crm.window_period(period = 'month', zone = 'Europe/Amsterdan') | Europe/Amsterdan', did you mean 'Europe/Amsterdam'?",
                "crm.nps(from = '2026-01-01', to = '2026-02-01', zone = 'UTC+8') | UTC+8', did you mean 'Etc/GMT-8'?",
                "crm.csat_rolling(from = '2026-01-01', to = '2026-02-01', zone = '+08:00') | +08:00', did you mean 'Etc/GMT-8'?",
                "crm.customer_response_rate(from = '2026-01-01', to = '2026-02-01', zone = 'Z') | Z', did you mean 'UTC'?",
            })
    void aViewSaysWhatZoneItDoesNotKnow(String view, String answer) {
        CommandRun sql = CommandRun.of("sql", "--data-dir", run.directory(), "SELECT * FROM " + view);

        assertOneLine(
                sql, FAILURE, "unknown zone '" + answer + " (all names: SELECT time_zone FROM system.time_zones)");
    }

    @Test
    void explainShowsEventsClockAndOwnerOfASlowFirstResponse() {
        // submitted 24 October 03:50:41.869+02:00; the slowest answer of the cases in README is that of 500045
        CommandRun explain = CommandRun.of("explain", "500045", "--full", "--data-dir", run.directory());

        assertThat(explain.exitCode()).as(explain.err()).isZero();
        assertThat(explain.out())
                .contains("lead/500045 of tenant bpi2012", "lead/500045 of tenant event_log")
                .contains("crm.lead.created", "crm.deal.created", "crm.activity.logged", "crm.deal.lost")
                .contains("2025-10-24T01:49:17.401Z")
                .contains("first_response 500045")
                // 24 October 01:49:17.401 to 28 October 00:24:26.686 = 4 × 86,400 − 5,090.715 = 340,509.285
                .containsPattern("calendar_seconds +340509\\.285 s \\(94h35m9\\.285s\\)")
                .containsPattern("bucket +>=24h")
                .containsPattern("owner +10009")
                .contains("stage_visit 500045/500045/1", "deal 500045/500045")
                .doesNotContain("500046");
        assertThat(explain.err()).isEmpty();
    }

    @Test
    void explainIsWhatAManagerReadsUnlessMoreIsAskedFor() {
        CommandRun explain = CommandRun.of("explain", "500045", "--tenant", "bpi2012", "--data-dir", run.directory());

        assertThat(explain.exitCode()).as(explain.err()).isZero();
        assertThat(explain.out().lines()).hasSizeLessThan(100).allMatch(line -> line.length() < 200);
        assertThat(explain.out())
                .contains("Lead 500045 · lead/500045 of tenant bpi2012", "events count · duplicates: 0 by id")
                .contains("Time line (UTC)", "Clocks of SLAs", "Figures")
                .containsPattern("2025-10-24 01:49:17 +Lead created +.*\\[.+]")
                .containsPattern("→ new: First response.*SLA clock")
                // two hours after 01:49:17.401; answered after 340,509.285 s, so 333,309.285 s = 3 d 20 h 35 min late
                .containsPattern("First response · Supervisor, 2 h +due 2025-10-24 03:49:17 +broken, 3 d 20 h late")
                .containsPattern("M1 +First response .*calendar time 3 d 22 h")
                .contains("first-response@1")
                .doesNotContain("event_log", "def_version");

        CommandRun event = CommandRun.of("explain", anEventOf500045(), "--data-dir", run.directory());
        assertThat(event.exitCode()).as(event.err()).isZero();
        assertThat(event.out())
                .contains("Lead 500045 · lead/500045 of tenant bpi2012")
                .containsPattern("(?m)^» .*\\[" + Pattern.quote(anEventOf500045()) + "]");

        CommandRun oneMetric = CommandRun.of("explain", "500045", "--metric", "M1", "--data-dir", run.directory());
        assertThat(oneMetric.out())
                .contains("M1   First response")
                .doesNotContain("Time in the stage", "SLA clock", "Clocks");
        CommandRun unknown = CommandRun.of("explain", "500045", "--metric", "M99", "--data-dir", run.directory());
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("no metric or fact M99: known are activity, assignment, breaker, contract, ");
    }

    private String anEventOf500045() {
        return CommandRun.of(
                        "sql",
                        "--data-dir",
                        run.directory(),
                        "SELECT id FROM crm.event WHERE tenant = 'bpi2012' AND key = 'lead/500045' ORDER BY time LIMIT 1")
                .out()
                .strip();
    }

    @Test
    void aReplayReportsWhatItDidAndExplainHidesWhoPeopleAre() throws Exception {
        Path data = MigratedDirectory.fill(directory.resolve("data"));
        Path server = data.resolve("clickhouse.pid");
        assertThat(CommandRun.of("sql", "--data-dir", data, "SELECT 1").out()).isEqualTo("1\n");
        String kept = Files.readString(server);
        assertThat(CommandRun.of("sql", "--data-dir", data, "--keep", "0s", "SELECT 2")
                        .out())
                .isEqualTo("2\n");
        assertThat(Files.readString(server))
                .as("the next question is answered by the same ClickHouse")
                .isEqualTo(kept);

        // a replay needs a ClickHouse of its own, and the one that was kept goes
        Path events = directory.resolve("events.jsonl");
        Files.writeString(
                events,
                event("e1", "lead.created", "2026-03-02T09:00:00Z", "")
                        + event("e2", "lead.assigned", "2026-03-02T09:30:00Z", "\"owner\":\"anna.muster@example.com\"")
                        + event("e3", "message.sent", "2026-03-02T11:00:00Z", "\"owner\":\"+49 170 1234567\"")
                        + event("e3", "message.sent", "2026-03-02T11:00:00Z", "\"owner\":\"+49 170 1234567\"")
                        + "this is no event\n"
                        + event("tick", "clock.tick", "2062-03-02T09:00:00Z", ""));

        CommandRun replay = CommandRun.of("replay", events, "--data-dir", data);

        assertThat(replay.exitCode()).as(replay.err()).isZero();
        assertThat(replay.out().lines())
                .anyMatch(line -> line.matches("records +6 read, 1 rejected, 0 left out"))
                .anyMatch(line -> line.matches("events +4 delivered = 3 accepted \\+ 1 duplicates? \\+ 0 late"))
                .anyMatch(line -> line.matches("dead letters +clock tick 1 · not json 1"))
                .anyMatch(line -> line.matches("facts +first_response 1 .*"))
                .anyMatch(line -> line.matches("took +[\\d.]+ s, 5 events sent(, \\d+ events?/s)?, run 1"))
                .anyMatch(line -> line.startsWith("next: ./crm-pulse sql --data-dir "));
        assertThat(replay.err()).doesNotContain("crm-pulse:").doesNotContain("\tat ");

        CommandRun tooEarly = CommandRun.of("replay", events, "--data-dir", data, "--as-of", "2026-03-02T10:59:59Z");
        assertOneLine(tooEarly, FAILURE, "silence is evaluated up to 2026-03-02T11:00:00Z in " + data + " already");
        assertThat(tooEarly.err()).as("reported before anything starts").doesNotContain("starting");

        CommandRun explain = CommandRun.of("explain", "L-1", "--data-dir", data);
        assertThat(server).doesNotExist();
        // 09:00 to 11:00 = 7,200 s
        assertThat(explain.out())
                .contains("a***@***", "***")
                .contains("calendar time 2 h")
                .contains("3 events count · duplicates: 1 by id, 0 by content")
                .containsPattern("2026-03-02 11:00:00 +Message sent +\\[e3] does not count: another delivery of e3")
                .doesNotContain("anna")
                .doesNotContain("example.com")
                .doesNotContain("1234567");

        CompletableFuture<Long> kill = Strike.atFirstAnswer(data);
        CommandRun migrate = CommandRun.of("migrate", "--data-dir", data);
        assertThat(kill).as("ClickHouse was killed meanwhile").isCompleted();
        assertThat(migrate.err()).isEmpty();
        assertThat(migrate.out()).startsWith("nothing to do: ");
        assertThat(migrate.exitCode()).isZero();

        // a table that somebody narrowed
        CommandRun narrow = CommandRun.of(
                "sql",
                "--data-dir",
                data,
                "--write",
                "ALTER TABLE crm_store.first_response ADD CONSTRAINT narrow CHECK id != 'L-1'");
        assertThat(narrow.exitCode()).as(narrow.err()).isZero();
        Path later = directory.resolve("later.jsonl");
        Files.writeString(later, event("e4", "message.sent", "2026-03-02T09:31:00Z", "\"owner\":\"anna\""));

        CommandRun lacking = CommandRun.of("replay", later, "--data-dir", data);

        assertThat(lacking.exitCode()).isEqualTo(1);
        assertThat(lacking.errors())
                .last()
                .asString()
                .startsWith("crm-pulse: tables refused 1 row, missing from all figures now")
                .contains("crm.dlq says which and why");
    }

    // --- wrong usage

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                              | a command is missing; see crm-pulse --help
            replai x.xes                    | there is no command 'replai' (did you mean replay?)
            replay                          | Missing required parameter: 'FILE'
            replay x.xes --maping m.yaml    | Unknown option: '--maping' (did you mean --mapping?)
            replay x.xes --as-of yesterday  | Invalid value for option '--as-of': 'yesterday' is no moment: write it in UTC
            replay x.xes --state disk       | Invalid value for option '--state'
            demo --rate fast                | Invalid value for option '--rate': 'fast' is no rate: write events a second, such as 500/s
            demo --rate 0/s                 | Invalid value for option '--rate': '0/s' is no rate
            demo --for ever                 | Invalid value for option '--for': 'ever' is no duration: write it as 90s, 5m or 2h
            demo --port web                 | Invalid value for option '--port'
            demo --flink-port web           | Invalid value for option '--flink-port'
            run all --page-port web         | Invalid value for option '--page-port'
            sql                             | Missing required parameter: 'SQL'
            explain                         | Missing required parameter: 'ID'
            """)
    void wrongUsageIsReportedInOneLineThatNamesTheHelp(String line, String message) {
        String[] words = line.isEmpty() ? new String[0] : line.split(" ");

        CommandRun wrong = CommandRun.of((Object[]) words);

        assertOneLine(wrong, USAGE, message);
        assertThat(wrong.err()).contains("; see crm-pulse").contains("--help");
    }

    @Test
    void aMissingFileIsReported() {
        CommandRun missing = CommandRun.of("replay", "no-such-file.jsonl", "--data-dir", directory);

        assertOneLine(missing, USAGE, "no-such-file.jsonl: there is no such file");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aMomentThatHasNotComeIsNoHorizon() {
        CommandRun future = CommandRun.of(
                "replay",
                Fixture.file("loans.xes"),
                "--mapping",
                Fixture.mappingFile("bpi2012.yaml"),
                "--as-of",
                "2199-01-01T00:00:00Z",
                "--data-dir",
                directory);

        assertOneLine(future, USAGE, "--as-of 2199-01-01T00:00:00Z has not come yet");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatIsUsedForSomethingElseIsReportedBeforeAnythingStarts() throws Exception {
        Path ofADemo = Files.createDirectories(directory.resolve("demo/state"));
        Files.writeString(
                ofADemo.resolve("run.json"),
                "{\"run\":1,\"purpose\":\"DEMO\",\"timelines\":[],\"filledUntilMillis\":null}");
        CommandRun replay = CommandRun.of(
                "replay",
                Fixture.file("loans.xes"),
                "--mapping",
                Fixture.mappingFile("bpi2012.yaml"),
                "--data-dir",
                directory.resolve("demo"));
        assertOneLine(replay, FAILURE, "holds a demo, with which a replay would mix: choose another with --data-dir");
        assertThat(directory.resolve("demo/clickhouse")).doesNotExist();

        Path ofAReplay = Files.createDirectories(directory.resolve("replay/state"));
        Files.writeString(
                ofAReplay.resolve("run.json"),
                "{\"run\":1,\"purpose\":\"REPLAY\",\"timelines\":[],\"filledUntilMillis\":null}");
        assertOneLine(
                CommandRun.of("demo", "--data-dir", directory.resolve("replay")),
                FAILURE,
                "holds a replay, which a demo would take back: choose another with --data-dir");
        assertThat(directory.resolve("replay/clickhouse")).doesNotExist();
    }

    @Test
    void aDirectoryThatCannotBeWrittenToIsReported() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertOneLine(
                CommandRun.of("demo", "--data-dir", file.resolve("data")),
                FAILURE,
                "data directory " + file.resolve("data") + " cannot be written to (");
    }

    @Test
    void aMissingMappingIsReported() {
        CommandRun missing =
                CommandRun.of("replay", Fixture.file("loans.xes"), "--mapping", "none.yaml", "--data-dir", directory);

        assertOneLine(missing, USAGE, "none.yaml");
    }

    @Test
    void aFileThatNeedsAMappingIsReported() {
        CommandRun missing = CommandRun.of("replay", Fixture.file("loans.xes"), "--data-dir", directory);

        assertOneLine(missing, USAGE, "loans.xes: needs a mapping");
        assertThat(missing.err()).contains("name one with --mapping");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anUnknownFieldOfAMappingIsReportedWithFileLineAndTheNearestKnownOne() throws Exception {
        Path mapping = directory.resolve("mine.yaml");
        Files.writeString(
                mapping, Files.readString(Fixture.mappingFile("crm_sales.yaml")).replace("zone: UTC", "zoone: UTC"));

        CommandRun unknown = CommandRun.of(
                "replay",
                Fixture.file("sales_pipeline.csv"),
                "--mapping",
                mapping,
                "--data-dir",
                directory.resolve("data"));

        assertOneLine(unknown, USAGE, "mine.yaml:");
        assertThat(unknown.err()).contains("zoone").contains("zone");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void aDirectoryWithoutDataIsReported() {
        for (String[] command : new String[][] {{"sql", "SELECT 1"}, {"verify"}, {"explain", "L-1"}, {"migrate"}}) {
            String[] words = new String[command.length + 2];
            System.arraycopy(command, 0, words, 0, command.length);
            words[command.length] = "--data-dir";
            words[command.length + 1] = directory.toString();

            assertOneLine(CommandRun.of((Object[]) words), USAGE, "there is no data in " + directory);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anIdThatNothingIsKnownOfIsReported() {
        CommandRun unknown = CommandRun.of("explain", "L-nobody", "--data-dir", run.directory());

        assertOneLine(unknown, USAGE, "nothing is known of L-nobody");
    }

    // --- failures

    @Test
    void aWrongQueryIsReportedAsClickHouseSaysIt() {
        CommandRun table = CommandRun.of("sql", "--data-dir", run.directory(), "SELECT * FROM crm.leeds");
        assertOneLine(table, FAILURE, "crm.leeds");
        assertThat(table.err()).contains("UNKNOWN_TABLE");

        CommandRun syntax = CommandRun.of("sql", "--data-dir", run.directory(), "SELECT FROM WHERE");
        assertOneLine(syntax, FAILURE, "Syntax error");

        CommandRun format = CommandRun.of("sql", "--data-dir", run.directory(), "--format", "Exel", "SELECT 1");
        assertOneLine(format, FAILURE, "Exel");

        CommandRun two = CommandRun.of("sql", "--data-dir", run.directory(), "SELECT 1; SELECT 2");
        assertOneLine(two, FAILURE, "");
    }

    @Test
    void aDirectoryInUseIsReportedWithItsProcess() throws Exception {
        String pid = Long.toString(ProcessHandle.current().pid());
        try (DataDirectory held = DataDirectory.open(directory)) {
            CommandRun replay = CommandRun.of(
                    "replay",
                    Fixture.file("loans.xes"),
                    "--mapping",
                    Fixture.mappingFile("bpi2012.yaml"),
                    "--data-dir",
                    held.root());
            assertOneLine(replay, FAILURE, "is in use by process " + pid + ": wait for it to end, or choose another");

            assertOneLine(
                    CommandRun.of("demo", "--data-dir", held.root()), FAILURE, "is in use by process " + pid + ": ");
        }
    }

    @Test
    void aDirectoryThatSomebodyLooksAtIsNotTakenFromUnderThem() throws Exception {
        // the name of an owner that was killed, with the largest pid that Linux allows and one more
        Files.writeString(directory.resolve("owner.pid"), "4194305");
        DirectoryLock look = DataDirectory.look(directory).orElseThrow();
        try (look) {
            assertOneLine(
                    CommandRun.of("demo", "--data-dir", directory),
                    FAILURE,
                    "is in use by a command that looks at it: wait for it to end, or choose another with --data-dir");
        }
    }

    @Test
    void aUsedPortIsReported() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun demo = CommandRun.of("demo", "--port", taken.getLocalPort(), "--data-dir", directory);

            assertOneLine(
                    demo,
                    FAILURE,
                    "port " + taken.getLocalPort() + " of 127.0.0.1 is in use: choose another one with --port");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aTruncatedArchiveIsReportedAfterWhatCouldBeRead() throws Exception {
        Path archive = directory.resolve("loans.xes.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            Files.copy(Fixture.file("loans.xes"), out);
        }
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));

        CommandRun replay = CommandRun.of(
                "replay",
                archive,
                "--mapping",
                Fixture.mappingFile("bpi2012.yaml"),
                "--data-dir",
                directory.resolve("data"));

        assertThat(replay.exitCode()).isEqualTo(FAILURE);
        assertThat(replay.out()).isEmpty();
        assertThat(replay.errors().stream().filter(line -> line.startsWith("crm-pulse: ")))
                .singleElement()
                .asString()
                .contains("loans.xes.gz: is truncated: its gzip data break off after " + whole.length / 2 + " bytes")
                .contains("fetch the whole file again");
        assertThat(replay.errors()).last().asString().startsWith("crm-pulse: ");
        assertThat(replay.err()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    // --- help

    @Test
    void theHelpOfEveryCommandNamesItsOptions() {
        CommandLine root = CrmPulse.commandLine();
        assertThat(root.getSubcommands().keySet()).contains("demo", "replay", "sql", "verify", "explain", "migrate");
        for (CommandLine command : root.getSubcommands().values()) {
            CommandRun help = CommandRun.of(command.getCommandName(), "--help");

            assertThat(help.exitCode()).as(command.getCommandName()).isZero();
            assertThat(help.err()).isEmpty();
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(help.out()).as(command.getCommandName()).contains(option.longestName());
                assertThat(String.join(" ", option.description()))
                        .as("%s %s", command.getCommandName(), option.longestName())
                        .isNotBlank();
            }
        }
        assertThat(CommandRun.of("--help").out()).contains(root.getSubcommands().keySet());
    }

    private static void assertOneLine(CommandRun command, int exitCode, String message) {
        assertThat(command.errors())
                .singleElement()
                .asString()
                .startsWith("crm-pulse: ")
                .contains(message);
        assertThat(command.err()).doesNotContain("\tat ").doesNotContain("java.");
        assertThat(command.out()).isEmpty();
        assertThat(command.exitCode()).isEqualTo(exitCode);
    }

    private static String event(String id, String type, String time, String data) {
        return "{\"specversion\":\"1.0\",\"tenant\":\"t\",\"source\":\"crm\",\"id\":\"" + id + "\",\"type\":\"crm."
                + type
                + "\",\"subject\":\"lead/L-1\",\"time\":\"" + time
                + "\",\"actor\":\"anna.muster@example.com\",\"actortype\":\"human\",\"data\":{" + data + "}}\n";
    }
}
