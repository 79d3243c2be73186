package dev.crmpulse.cli.command;

import dev.crmpulse.embedded.clickhouse.sql.StatementSplitter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Asks statement after statement of a person at a terminal. */
final class SqlShell {
    static final List<String> COMMANDS = List.of("\\d", "\\q", "\\?");

    private static final String PROMPT = "crm> ";
    private static final String MORE = "...> ";
    private static final String HELP = """
            A statement ends with ; and may have several lines. Tab completes names of views and columns.
              \\d        list tables and views of database crm
              \\d NAME   describe one: its columns, or the parameters that it takes
              \\q        end, as Ctrl-D does; Ctrl-C leaves out what is typed, or the answer that is waited for
            """;

    private final Terminal terminal;
    private final PrintStream out;
    private final SqlQuestion question;
    private final SqlNames names;
    private final LineReader reader;

    /** Whoever waits for an answer, so that Ctrl-C can end that. */
    private final AtomicReference<Thread> waiting = new AtomicReference<>();

    /** @param history file that keeps what was typed */
    SqlShell(Terminal terminal, SqlQuestion question, Path history) throws IOException, InterruptedException {
        this.terminal = terminal;
        this.out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
        this.question = question;
        this.names = SqlNames.read(question);
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("crm-pulse")
                .parser(new SqlStatementParser())
                .completer(new SqlCompleter(names))
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, MORE)
                // != is no event of the history
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /** Until the input ends. */
    void run() throws IOException {
        terminal.handle(Terminal.Signal.INT, signal -> {
            Thread thread = waiting.get();
            if (thread != null) {
                thread.interrupt();
            }
        });
        out.println("Database crm. \\? for help, \\d lists its views, Ctrl-D ends.");
        while (true) {
            String typed;
            try {
                typed = reader.readLine(PROMPT);
            } catch (UserInterruptException cleared) {
                continue;
            } catch (EndOfFileException end) {
                return;
            }
            if (SqlStatementParser.isCommand(typed)) {
                if (typed.strip().equals("\\q")) {
                    return;
                }
                command(typed.strip());
            } else {
                StatementSplitter.split(typed)
                        .forEach(statement -> answer(() -> question.ask(statement.text(), "", out)));
            }
        }
    }

    /** Something that ClickHouse answers. */
    private interface Asking {
        void ask() throws IOException, InterruptedException;
    }

    private void answer(Asking asking) {
        waiting.set(Thread.currentThread());
        try {
            asking.ask();
        } catch (InterruptedException cancelled) {
            out.println("cancelled");
        } catch (IOException | UsageException refused) {
            out.println(Thread.currentThread().isInterrupted() ? "cancelled" : refused.getMessage());
        } finally {
            waiting.set(null);
            // a Ctrl-C that came too late ends nothing else
            Thread.interrupted();
        }
    }

    private void command(String typed) {
        String[] words = typed.split("\\s+", -1);
        if (words[0].equals("\\?")) {
            out.print(HELP);
        } else if (!words[0].equals("\\d") || words.length > 2) {
            out.println("there is no command " + typed + ": \\? lists them");
        } else if (words.length == 1) {
            list();
        } else {
            answer(() -> describe(words[1].replaceFirst("^crm\\.", "").replaceFirst(";$", "")));
        }
    }

    private void list() {
        TextTable table = new TextTable(2);
        names.views().forEach((name, view) -> table.row(List.of(name, view.comment())));
        table.print(out);
    }

    private void describe(String name) throws IOException, InterruptedException {
        SqlNames.View view = names.views().get(name);
        if (view == null) {
            out.println("there is no view crm." + name + ": \\d lists them");
            return;
        }
        out.println(view.comment());
        TextTable table = new TextTable(3);
        var parameters = question.parameters(name);
        if (parameters.isPresent()) {
            out.println("takes " + parameters.get().types());
            for (List<String> column :
                    question.rows("DESCRIBE (" + parameters.get().example() + ")")) {
                table.row(List.of(column.get(0), column.get(1), ""));
            }
        } else {
            view.columns().forEach(column -> table.row(List.of(column.name(), column.type(), column.comment())));
        }
        table.print(out);
    }
}
