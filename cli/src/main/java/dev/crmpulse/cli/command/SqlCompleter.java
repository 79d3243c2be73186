package dev.crmpulse.cli.command;

import java.util.List;
import java.util.TreeSet;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes names of tables and views, and those of the columns of the views that the statement names. */
final class SqlCompleter implements Completer {
    private static final String DATABASE = "crm.";

    private final SqlNames names;

    SqlCompleter(SqlNames names) {
        this.names = names;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String word = line.word();
        if (SqlStatementParser.isCommand(line.line())) {
            String typed = line.line().stripLeading();
            if (typed.indexOf(' ') < 0) {
                SqlShell.COMMANDS.forEach(command -> candidates.add(candidate(command)));
                return;
            }
        }
        TreeSet<String> completions = new TreeSet<>();
        if (word.startsWith(DATABASE)) {
            names.views().keySet().forEach(view -> completions.add(DATABASE + view));
        } else if (word.indexOf('.') >= 0) {
            // of an alias: whose it is, the statement says
            String alias = word.substring(0, word.lastIndexOf('.') + 1);
            names.columnsFor(line.line()).forEach(column -> completions.add(alias + column));
        } else {
            completions.addAll(names.views().keySet());
            completions.add(DATABASE);
            if (!SqlStatementParser.isCommand(line.line())) {
                completions.addAll(names.columnsFor(line.line()));
            }
        }
        completions.stream().filter(name -> name.startsWith(word)).forEach(name -> candidates.add(candidate(name)));
    }

    private static Candidate candidate(String name) {
        // behind the name of the database the view follows at once
        return new Candidate(name, name, null, null, null, null, !name.equals(DATABASE));
    }
}
