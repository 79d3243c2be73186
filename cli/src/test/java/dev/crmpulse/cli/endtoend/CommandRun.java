package dev.crmpulse.cli.endtoend;

import dev.crmpulse.cli.command.CrmPulse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command printed and how it ended.
 *
 * @param out standard output
 * @param err standard error
 */
public record CommandRun(int exitCode, String out, String err) {
    /** Runs the command line in this process. */
    public static CommandRun of(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream terminalOut = System.out;
        PrintStream terminalErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exitCode = CrmPulse.commandLine().execute(texts);
            System.out.flush();
            System.err.flush();
            return new CommandRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(terminalOut);
            System.setErr(terminalErr);
        }
    }

    /** The lines of standard error. */
    public List<String> errors() {
        return err.lines().toList();
    }
}
