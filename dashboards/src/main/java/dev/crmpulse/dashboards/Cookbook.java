package dev.crmpulse.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The questions of analysts in {@code docs/analysts.md}, each with the query below it. */
public record Cookbook(List<Question> questions) {
    private static final Pattern QUESTION =
            Pattern.compile("(?m)^### (.+)$[^`]*(?:`[^`\\n]+`[^`]*)*^```sql\\n([^`]+)^```$");

    /** A question in words, and how it is asked. */
    public record Question(String text, String sql) {
        /** Whether having no row is no error. */
        public boolean mayBeEmpty() {
            return sql.contains("-- may be empty: ");
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public Cookbook {
        questions = List.copyOf(questions);
    }

    /** Reads the questions of a file in the order in which they stand there. */
    public static Cookbook read(Path file) throws IOException {
        return new Cookbook(QUESTION.matcher(Files.readString(file))
                .results()
                .map(found -> new Question(found.group(1), found.group(2)))
                .toList());
    }
}
