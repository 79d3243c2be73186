package dev.crmpulse.embedded.clickhouse.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Cuts a text into its statements, which end with a semicolon that is in no string, name or comment. */
public final class StatementSplitter {
    private StatementSplitter() {}

    /**
     * A statement of a text.
     *
     * @param line of the text where it begins, counted from 1
     * @param text without the semicolon, and without comments before and behind it
     */
    public record Part(int line, String text) {}

    /** All statements; an INSERT with a FORMAT clause has the rest of the text as its rows. */
    public static List<Part> split(String script) {
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        List<Part> parts = new ArrayList<>();
        SqlLexer lexer = new SqlLexer(bytes);
        int start = -1;
        int end = -1;
        for (Optional<Token> next = lexer.next(); next.isPresent(); next = lexer.next()) {
            Token token = next.get();
            if (token.isSymbol(';')) {
                if (start >= 0) {
                    parts.add(part(bytes, start, end));
                }
                start = -1;
                continue;
            }
            if (start < 0) {
                start = token.start();
                if (token.isWord("INSERT") && takesTheRest(bytes, start)) {
                    parts.add(part(bytes, start, bytes.length));
                    return parts;
                }
            }
            end = token.end();
        }
        if (start >= 0) {
            parts.add(part(bytes, start, end));
        }
        return parts;
    }

    private static boolean takesTheRest(byte[] bytes, int start) {
        return StatementReader.read(Arrays.copyOfRange(bytes, start, bytes.length))
                        instanceof Statement.InsertOfRows insert
                && !insert.format().equalsIgnoreCase("Values");
    }

    private static Part part(byte[] bytes, int start, int end) {
        int line = 1;
        for (int i = 0; i < start; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return new Part(line, new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }
}
