package dev.crmpulse.cli.command;

import dev.crmpulse.embedded.clickhouse.sql.StatementSplitter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Reads what is typed: a statement goes on until the semicolon behind it, a command that begins with a backslash to its line's end. */
final class SqlStatementParser implements Parser {
    /** What a name is made of, with the database before it. */
    private static final Pattern NAME_BEFORE = Pattern.compile("[A-Za-z0-9_.\\\\]*$");

    /** Another statement behind what was typed is one of its own exactly where that was ended. */
    private static final String NEXT = "0";

    /** The name that is being typed, of which the rest is wanted. */
    private record Name(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }

        /** A name stands as it is. */
        @Override
        public CharSequence escape(CharSequence candidate, boolean isComplete) {
            return candidate;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !isComplete(line)) {
            throw new EOFError(-1, -1, "the statement goes on until its semicolon");
        }
        Matcher name = NAME_BEFORE.matcher(line.substring(0, cursor));
        return new Name(line, cursor, name.find() ? name.group() : "");
    }

    @Override
    public boolean isEscapeChar(char character) {
        return false;
    }

    static boolean isComplete(String text) {
        if (text.isBlank() || isCommand(text)) {
            return true;
        }
        List<StatementSplitter.Part> parts = StatementSplitter.split(text + '\n' + NEXT);
        return parts.get(parts.size() - 1).text().equals(NEXT);
    }

    static boolean isCommand(String text) {
        return text.stripLeading().startsWith("\\");
    }
}
