package dev.crmpulse.embedded.clickhouse.sql;

import dev.crmpulse.embedded.clickhouse.sql.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what kind of statement a text is, with ClickHouse's own rules of where an INSERT's rows begin. */
public final class StatementReader {
    private static final Set<String> TERMINAL_COMMANDS =
            Set.of("exit", "quit", "logout", "q", "\\q", ":q", "exit;", "quit;", "logout;");

    private final byte[] text;
    private final SqlLexer lexer;
    private final List<Token> tokens = new ArrayList<>();

    private StatementReader(byte[] text) {
        this.text = text;
        this.lexer = new SqlLexer(text);
    }

    /**
     * Reads a statement.
     *
     * @param text the statement, or a beginning of it that holds at least the head of an INSERT
     */
    public static Statement read(byte[] text) {
        return new StatementReader(text).read();
    }

    private Statement read() {
        if (!advance()) {
            return new Statement.Empty();
        }
        return tokens.get(0).isWord("INSERT") ? insert() : other();
    }

    private Statement insert() {
        int clauses = firstTokenAfterTable();
        for (int i = clauses; has(i); i++) {
            Token token = tokens.get(i);
            if (token.depth() > 0 || token.kind() != Kind.WORD) {
                continue;
            }
            if (token.isWord("VALUES")) {
                return new Statement.InsertOfRows(textUpTo(tokens.get(i - 1)), "Values", token.end());
            }
            if (token.isWord("FORMAT") && has(i + 1) && tokens.get(i + 1).kind() == Kind.WORD) {
                return rows(tokens.get(i - 1), tokens.get(i + 1));
            }
            if (token.isWord("SELECT") || token.isWord("WITH") || token.isWord("FROM")) {
                return other();
            }
        }
        return other();
    }

    /** Index behind {@code INSERT [INTO] [TABLE | FUNCTION] [database.]name}, which may itself be a key word. */
    private int firstTokenAfterTable() {
        int i = 1;
        if (hasWord(i, "INTO")) {
            i++;
        }
        if (hasWord(i, "TABLE") || hasWord(i, "FUNCTION")) {
            i++;
        }
        i++;
        while (has(i) && tokens.get(i).isSymbol('.')) {
            i += 2;
        }
        return i;
    }

    private Statement rows(Token endOfHead, Token format) {
        int start = format.end();
        if (start < text.length && text[start] == ';') {
            return new Statement.Refused(
                    62, "SYNTAX_ERROR", "You have excessive ';' symbol before data for INSERT: remove it");
        }
        while (start < text.length && (text[start] == ' ' || text[start] == '\t' || text[start] == '\f')) {
            start++;
        }
        if (start < text.length && text[start] == '\r') {
            start++;
        }
        if (start < text.length && text[start] == '\n') {
            start++;
        }
        return new Statement.InsertOfRows(textUpTo(endOfHead), textOf(format), start);
    }

    private Statement other() {
        while (advance()) {
            // The whole statement is needed: its format comes last.
        }
        return refusal().orElseGet(() -> {
            Token first = tokens.get(0);
            return new Statement.Other(first.text(), outputFormat());
        });
    }

    /** The format of a FORMAT clause, which stands at the end or before SETTINGS. */
    private Optional<String> outputFormat() {
        for (int i = tokens.size() - 2; i > 0; i--) {
            Token name = tokens.get(i + 1);
            if (tokens.get(i).isWord("FORMAT")
                    && name.kind() == Kind.WORD
                    && name.depth() == 0
                    && (i + 2 == tokens.size()
                            || tokens.get(i + 2).isSymbol(';')
                            || tokens.get(i + 2).isWord("SETTINGS"))) {
                return Optional.of(textOf(name));
            }
        }
        return Optional.empty();
    }

    private Optional<Statement> refusal() {
        // The engine takes these words for a terminal session's and answers with an empty success.
        if (TERMINAL_COMMANDS.contains(new String(text, StandardCharsets.UTF_8).strip())) {
            return refused(62, "SYNTAX_ERROR", "Syntax error: this is not a statement");
        }
        // Both send a signal to the whole process group, that is to the command line as well.
        if (hasPair("SYSTEM", "SHUTDOWN") || hasPair("SYSTEM", "KILL")) {
            return refused(48, "NOT_IMPLEMENTED", "The embedded server is stopped by the process that started it");
        }
        boolean isInsert = tokens.stream().anyMatch(token -> token.isWord("INSERT"));
        if (!isInsert && hasPair("INTO", "OUTFILE")) {
            return refused(358, "INTO_OUTFILE_NOT_ALLOWED", "INTO OUTFILE is not allowed: read the answer instead");
        }
        if (isInsert && hasPair("FROM", "INFILE")) {
            return refused(48, "NOT_IMPLEMENTED", "FROM INFILE is not supported over HTTP: send the rows in the body");
        }
        // The engine would insert nothing and report success.
        if (isInsert && hasInputFunction()) {
            return refused(
                    48,
                    "NOT_IMPLEMENTED",
                    "INSERT … SELECT … FROM input() is not supported by the embedded server: insert the rows as they are");
        }
        return Optional.empty();
    }

    private static Optional<Statement> refused(int code, String codeName, String reason) {
        return Optional.of(new Statement.Refused(code, codeName, reason));
    }

    private boolean hasPair(String first, String second) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isWord(first) && tokens.get(i + 1).isWord(second)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasInputFunction() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isWord("INPUT") && tokens.get(i + 1).kind() == Kind.OPENING) {
                return true;
            }
        }
        return false;
    }

    private boolean hasWord(int index, String word) {
        return has(index) && tokens.get(index).isWord(word);
    }

    /** Reads on until there is a token of this index; false if the text ends before. */
    private boolean has(int index) {
        while (tokens.size() <= index) {
            if (!advance()) {
                return false;
            }
        }
        return true;
    }

    private boolean advance() {
        Optional<Token> token = lexer.next();
        token.ifPresent(tokens::add);
        return token.isPresent();
    }

    /** Ends with the token, not with a comment behind it: the engine appends the format to this text. */
    private String textUpTo(Token last) {
        return new String(text, 0, last.end(), StandardCharsets.UTF_8);
    }

    private String textOf(Token token) {
        return new String(text, token.start(), token.end() - token.start(), StandardCharsets.UTF_8);
    }
}
