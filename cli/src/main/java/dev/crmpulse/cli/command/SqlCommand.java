package dev.crmpulse.cli.command;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.embedded.clickhouse.sql.StatementSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the local ClickHouse. The result alone goes to standard output, as ClickHouse wrote it. */
@Command(
        name = "sql",
        description = {
            "Ask the local ClickHouse, also one that a demo is running.",
            "It reads database crm, and refuses what writes or leaves the database unless asked with --write."
        })
final class SqlCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    /** Beside the data that was asked about. */
    private static final String HISTORY = "sql.history";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataDirOption dataDir;

    @Option(
            names = "--format",
            paramLabel = "TSV",
            description = "any ClickHouse format (default: PrettyCompact on a terminal, else TSV)")
    private String format;

    @Option(
            names = "--file",
            paramLabel = "F",
            description = "statements with ; between them, answered one after another until one fails")
    private Path file;

    @Option(names = "--write", description = "let statements change data and definitions, and read without limits")
    private boolean write;

    @Option(
            names = "--keep",
            paramLabel = "60s",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "the ClickHouse started for this stays up until it was asked nothing for so long, or another"
                    + " command needs the directory (default: ${DEFAULT-VALUE}; 0s: it ends with the answer)")
    private Duration keep;

    @Parameters(
            paramLabel = "SQL",
            arity = "0..1",
            description =
                    "such as \"SELECT * FROM crm.deal LIMIT 10\"; - takes statements from standard input; on a terminal"
                            + " without it statements are asked for, with completion, \\d and a history")
    private String query;

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean isShell = query == null && file == null;
        if (isShell && !Terminal.isInteractive()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'SQL'");
        }
        if (query != null && file != null) {
            throw new ParameterException(spec.commandLine(), "give either SQL or --file, not both");
        }
        boolean isScript = file != null || STANDARD_INPUT.equals(query);
        String name = file != null ? file.toString() : "standard input";
        List<StatementSplitter.Part> script = isScript ? script(name) : List.of();
        String wanted = format != null ? format : Terminal.isInteractive() ? "PrettyCompact" : "TSV";
        try (RunningClickHouse clickHouse = RunningClickHouse.kept(dataDir.path(), keep)) {
            ClickHouseEndpoint endpoint = clickHouse.endpoint();
            SqlQuestion question = new SqlQuestion(endpoint, write, wanted);
            if (isShell) {
                converse(question);
            } else if (isScript) {
                run(question, name, script);
            } else {
                question.ask(query, "", System.out);
            }
        }
        return ExitCode.OK;
    }

    private void converse(SqlQuestion question) throws IOException, InterruptedException {
        try (org.jline.terminal.Terminal terminal =
                TerminalBuilder.builder().system(true).nativeSignals(true).build()) {
            new SqlShell(terminal, question, dataDir.path().resolve(HISTORY)).run();
        }
    }

    private static void run(SqlQuestion question, String name, List<StatementSplitter.Part> script)
            throws IOException, InterruptedException {
        PrintStream out = System.out;
        for (int i = 0; i < script.size(); i++) {
            StatementSplitter.Part part = script.get(i);
            question.ask(part.text(), name + ":" + part.line() + ": statement " + (i + 1) + ": ", out);
        }
    }

    private List<StatementSplitter.Part> script(String name) throws IOException {
        if (file != null && !Files.isRegularFile(file)) {
            throw new UsageException(file + ": there is no such file");
        }
        InputStream in = System.in;
        byte[] bytes = file != null ? Files.readAllBytes(file) : in.readAllBytes();
        List<StatementSplitter.Part> script = StatementSplitter.split(new String(bytes, StandardCharsets.UTF_8));
        if (script.isEmpty()) {
            throw new UsageException(name + ": there is no statement in it");
        }
        return script;
    }
}
