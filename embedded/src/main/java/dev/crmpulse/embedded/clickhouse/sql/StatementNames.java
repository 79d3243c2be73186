package dev.crmpulse.embedded.clickhouse.sql;

import dev.crmpulse.embedded.clickhouse.sql.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement names, read from the text that the engine's parser writes of it: there key words are upper case, and
 * strings and names are quoted in one way.
 */
public final class StatementNames {
    private final byte[] text;
    private final List<Token> tokens = new ArrayList<>();

    private StatementNames(byte[] text) {
        this.text = text;
        SqlLexer lexer = new SqlLexer(text);
        for (Optional<Token> token = lexer.next(); token.isPresent(); token = lexer.next()) {
            tokens.add(token.get());
        }
    }

    /**
     * Reads the names.
     *
     * @param canonical what {@code formatQuery} makes of the statement
     */
    public static StatementNames of(String canonical) {
        return new StatementNames(canonical.getBytes(StandardCharsets.UTF_8));
    }

    /** Names that stand before a parenthesis, as those of functions do. */
    public Set<String> called() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i + 1).kind() == Kind.OPENING) {
                name(i).ifPresent(names::add);
            }
        }
        return names;
    }

    /**
     * Names that may be those of functions without a parenthesis, as arguments of others and of {@code APPLY}: all that do not
     * follow a dot or {@code AS}.
     */
    public Set<String> bare() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (i == 0 || !(tokens.get(i - 1).isSymbol('.') || tokens.get(i - 1).isWord("AS"))) {
                name(i).ifPresent(names::add);
            }
        }
        return names;
    }

    /** Pairs of names with a dot between them, such as a database and its table. */
    public List<String[]> qualified() {
        List<String[]> pairs = new ArrayList<>();
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i + 1).isSymbol('.')) {
                Optional<String> first = name(i);
                Optional<String> second = name(i + 2);
                if (first.isPresent() && second.isPresent()) {
                    pairs.add(new String[] {first.get(), second.get()});
                }
            }
        }
        return pairs;
    }

    /**
     * What follows FROM or JOIN, unless it is a part of the statement in parentheses.
     *
     * @param database empty where none is named
     * @param isCalled whether it is a function that returns a table
     */
    public record Source(Optional<String> database, String name, boolean isCalled) {}

    /** All that it reads, and, as a source without a database, each {@code FROM} that belongs to a function's arguments. */
    public List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean isJoin =
                    tokens.get(i).isWord("JOIN") && !(i > 0 && tokens.get(i - 1).isWord("ARRAY"));
            // an argument of a view with parameters may be called so: crm.nps(from = …)
            boolean isArgument = tokens.get(i + 1).isSymbol('=');
            if ((isJoin || tokens.get(i).isWord("FROM"))
                    && !isArgument
                    && tokens.get(i + 1).kind() != Kind.OPENING) {
                sources.add(source(i + 1));
            }
        }
        return sources;
    }

    /** Names of the queries that it defines: {@code WITH name AS (…)}, and of values that it names before parentheses. */
    public Set<String> defined() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i + 1).isWord("AS") && tokens.get(i + 2).kind() == Kind.OPENING) {
                name(i).ifPresent(names::add);
            }
        }
        return names;
    }

    private Source source(int at) {
        boolean isQualified = at + 2 < tokens.size() && tokens.get(at + 1).isSymbol('.');
        int last = isQualified ? at + 2 : at;
        return new Source(
                isQualified ? Optional.of(unquoted(at)) : Optional.empty(),
                unquoted(last),
                last + 1 < tokens.size() && tokens.get(last + 1).kind() == Kind.OPENING);
    }

    /** Whether this key word is in it, or a name that reads like it. */
    public boolean hasWord(String word) {
        return tokens.stream().anyMatch(token -> token.isWord(word));
    }

    /** Whether these key words follow one another. */
    public boolean hasWords(String first, String second) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isWord(first) && tokens.get(i + 1).isWord(second)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name is left to a parameter: {@code {table:Identifier}}. */
    public boolean hasIdentifierParameter() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isSymbol(':') && tokens.get(i + 1).isWord("IDENTIFIER")) {
                return true;
            }
        }
        return false;
    }

    /** Names of the settings within parentheses, which are those of a part of the statement. */
    public Set<String> innerSettings() {
        Set<String> names = new HashSet<>();
        readSettings((name, value, depth) -> {
            if (depth > 0) {
                names.add(name);
            }
        });
        return names;
    }

    /** Settings of the whole statement. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        readSettings((name, value, depth) -> {
            if (depth == 0) {
                settings.put(name, value);
            }
        });
        return settings;
    }

    private interface SettingReceiver {
        void take(String name, String value, int depth);
    }

    private void readSettings(SettingReceiver receiver) {
        for (int i = 0; i < tokens.size(); i++) {
            if (!raw(i).equals("SETTINGS")) {
                continue;
            }
            int at = i + 1;
            while (at + 2 < tokens.size()
                    && name(at).isPresent()
                    && tokens.get(at + 1).isSymbol('=')) {
                boolean isNegative = tokens.get(at + 2).isSymbol('-') && at + 3 < tokens.size();
                int valueAt = isNegative ? at + 3 : at + 2;
                receiver.take(
                        name(at).orElseThrow(),
                        (isNegative ? "-" : "") + unquoted(valueAt),
                        tokens.get(i).depth());
                boolean goesOn =
                        valueAt + 1 < tokens.size() && tokens.get(valueAt + 1).isSymbol(',');
                at = goesOn ? valueAt + 2 : tokens.size();
            }
        }
    }

    /** The name that a token is; empty where it is a string, a number or a sign. */
    private Optional<String> name(int index) {
        Token token = tokens.get(index);
        boolean isName = token.kind() == Kind.WORD || (token.kind() == Kind.QUOTED && text[token.start()] != '\'');
        return isName ? Optional.of(unquoted(index)) : Optional.empty();
    }

    private String unquoted(int index) {
        String raw = raw(index);
        if (tokens.get(index).kind() != Kind.QUOTED || raw.length() < 2) {
            return raw;
        }
        StringBuilder unquoted = new StringBuilder();
        for (int i = 1; i < raw.length() - 1; i++) {
            if (raw.charAt(i) == '\\' && i + 1 < raw.length() - 1) {
                i++;
            }
            unquoted.append(raw.charAt(i));
        }
        return unquoted.toString();
    }

    private String raw(int index) {
        Token token = tokens.get(index);
        return new String(text, token.start(), token.end() - token.start(), StandardCharsets.UTF_8);
    }
}
