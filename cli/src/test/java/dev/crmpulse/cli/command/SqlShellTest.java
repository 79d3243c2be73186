package dev.crmpulse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.endtoend.FixtureRun;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jline.reader.Candidate;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person at a terminal types, and is answered. */
@ExtendWith(FixtureRun.Resolver.class)
class SqlShellTest {
    private static final String INTERRUPT = "\u0003";
    private static final String END = "\u0004";

    private static final SqlNames NAMES = new SqlNames(Map.of(
            "deal",
            new SqlNames.View("Deals", List.of(column("tenant"), column("outcome"))),
            "deal_window",
            new SqlNames.View("Their windows", List.of(column("tenant"), column("outlook"))),
            "nps",
            new SqlNames.View("Takes parameters", List.of())));

    @TempDir
    Path directory;

    @Test
    void statementsCommandsAndCompletionAreAnsweredUntilTheEnd(FixtureRun run) throws Exception {
        Path history = directory.resolve("sql.history");
        try (RunningClickHouse clickHouse = RunningClickHouse.of(run.directory())) {
            Session session = new Session(clickHouse, history);
            session.type("SELECT 6 * 7;\n").await("42");
            // on several lines, with a semicolon within a text
            session.type("SELECT concat('a;', 'b'),\n")
                    .await("...>")
                    .type(" 400 + 1;\n")
                    .await("a;b\t401");
            // what is typed is left out, and the next statement is whole
            session.type("SELECT 'never asked")
                    .await("never asked")
                    .type(INTERRUPT)
                    .await("crm> ");
            session.type("SELECT 500 + 2;\n").await("502");
            session.type("SELECT count() + 1000 FROM crm.first_resp\t WHERE tenant = 'bpi2012';\n")
                    .await("1300");
            session.type("\\d deal\n").await("outcome").await("open, won or lost");
            session.type("\\d crm.window_period\n")
                    .await("takes ")
                    .await("period String")
                    .await("sum_seconds");
            session.type("\\d leeds\n").await("there is no view crm.leeds: \\d lists them");
            session.type("\\x\n").await("there is no command \\x: \\? lists them");
            session.type("SELECT * FROM crm.leeds;\n").await("Code: 60.");
            session.type("DROP TABLE crm_store.deal;\n").await("sql reads figures alone unless asked with --write: ");
            session.type("\\d\n").await("stalled_deal");
            session.type(END).awaitEnd();
        }

        assertThat(Files.readString(history))
                .contains("SELECT 6 * 7;", "\\d deal")
                .doesNotContain("never asked");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            SELECT 1                 | false
            SELECT 1;                | true
            SELECT 1; SELECT 2       | false
            SELECT 'a;               | false
            SELECT 'a;';             | true
            SELECT 1 -- and;         | false
            SELECT 1; -- that is all | true
            SELECT 1; /* not yet     | false
            \\d deal                 | true
            ""                       | true
            """)
    void aStatementEndsWithTheSemicolonBehindIt(String typed, boolean isComplete) {
        assertThat(SqlStatementParser.isComplete(typed)).isEqualTo(isComplete);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT * FROM de           | deal deal_window
            SELECT * FROM crm.de       | crm.deal crm.deal_window
            SELECT * FROM cr           | crm.
            SELECT out                 | outcome outlook
            FROM crm.deal SELECT out   | outcome
            FROM deal AS d SELECT d.te | d.tenant
            \\d n                      | nps
            \\                         | \\? \\d \\q
            \\d out                    | ''
            """)
    void namesAreCompleted(String typed, String completions) {
        List<Candidate> candidates = new ArrayList<>();

        new SqlCompleter(NAMES)
                .complete(
                        null, new SqlStatementParser().parse(typed, typed.length(), ParseContext.COMPLETE), candidates);

        assertThat(candidates.stream().map(Candidate::value).sorted())
                .containsExactly(completions.isEmpty() ? new String[0] : completions.split(" "));
    }

    private static SqlNames.Column column(String name) {
        return new SqlNames.Column(name, "String", "");
    }

    /** A terminal, and a shell that runs at it. */
    private static final class Session {
        private static final Duration TIMEOUT = Duration.ofSeconds(60);

        private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
        private final LineDisciplineTerminal terminal;
        private final CompletableFuture<Void> end;
        private int seen;

        Session(RunningClickHouse clickHouse, Path history) throws Exception {
            terminal = new LineDisciplineTerminal("test", "xterm", screen, StandardCharsets.UTF_8);
            terminal.setSize(new Size(200, 50));
            SqlShell shell = new SqlShell(terminal, new SqlQuestion(clickHouse.endpoint(), false, "TSV"), history);
            end = CompletableFuture.runAsync(() -> {
                try (terminal) {
                    shell.run();
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            });
            await("crm> ");
        }

        Session type(String keys) throws Exception {
            terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /** Waits until that is shown behind what was waited for before. */
        Session await(String shown) {
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(screen().substring(seen)).contains(shown));
            seen = screen().indexOf(shown, seen) + shown.length();
            return this;
        }

        void awaitEnd() {
            Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> assertThat(end)
                    .isCompleted());
        }

        /** Without what moves the cursor and sets colours. */
        private String screen() {
            return screen.toString(StandardCharsets.UTF_8).replaceAll("\u001b(\\[[?>=]?[0-9;]*[a-zA-Z]|[=>])", "");
        }
    }
}
