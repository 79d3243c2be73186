package dev.crmpulse.embedded.clickhouse.sql;

import dev.crmpulse.embedded.clickhouse.sql.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Cuts a statement's bytes into tokens, one at a time: the bytes behind an INSERT's head need not be text. */
final class SqlLexer {
    private final byte[] text;
    private int position;
    private int depth;

    SqlLexer(byte[] text) {
        this.text = text;
    }

    /** The next token, or empty at the end of the text. */
    Optional<Token> next() {
        skipSpaceAndComments();
        if (position >= text.length) {
            return Optional.empty();
        }
        int start = position;
        byte first = text[position];
        if (isWordStart(first)) {
            skipWord();
            return Optional.of(token(Kind.WORD, start));
        }
        if (isDigit(first)) {
            skipNumber();
            return Optional.of(token(Kind.SYMBOL, start));
        }
        if (first == '\'' || first == '"' || first == '`') {
            skipQuoted(first);
            return Optional.of(token(Kind.QUOTED, start));
        }
        if (first == '$' && skipHeredoc()) {
            return Optional.of(token(Kind.QUOTED, start));
        }
        position++;
        return Optional.of(
                switch (first) {
                    case '(' -> new Token(Kind.OPENING, start, position, depth++, "(");
                    case ')' -> new Token(Kind.CLOSING, start, position, --depth, ")");
                    default -> token(Kind.SYMBOL, start);
                });
    }

    private Token token(Kind kind, int start) {
        int end = Math.min(position, text.length);
        String string = kind == Kind.QUOTED ? "" : new String(text, start, end - start, StandardCharsets.UTF_8);
        return new Token(kind, start, end, depth, Token.upperCase(string));
    }

    private void skipSpaceAndComments() {
        while (position < text.length) {
            if (isSpace(text[position])) {
                position++;
            } else if (at("--") || at("//") || at("# ") || at("#!")) {
                skipLine();
            } else if (at("/*")) {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    private void skipLine() {
        while (position < text.length && text[position] != '\n') {
            position++;
        }
    }

    private void skipBlockComment() {
        int nesting = 0;
        do {
            if (at("/*")) {
                nesting++;
                position += 2;
            } else if (at("*/")) {
                nesting--;
                position += 2;
            } else {
                position++;
            }
        } while (nesting > 0 && position < text.length);
    }

    private void skipWord() {
        // a dollar sign within a word begins no string
        while (position < text.length && (isWordPart(text[position]) || text[position] == '$')) {
            position++;
        }
    }

    private void skipNumber() {
        while (position < text.length && (isWordPart(text[position]) || text[position] == '.')) {
            position++;
        }
    }

    private void skipQuoted(byte quote) {
        position++;
        while (position < text.length) {
            if (text[position] == '\\') {
                position += 2;
            } else if (text[position] == quote) {
                position++;
                if (position >= text.length || text[position] != quote) {
                    return;
                }
                position++;
            } else {
                position++;
            }
        }
    }

    /** Skips {@code $tag$ … $tag$}; returns false, without moving, where no such string begins. */
    private boolean skipHeredoc() {
        int tagEnd = position + 1;
        while (tagEnd < text.length && isWordPart(text[tagEnd])) {
            tagEnd++;
        }
        if (tagEnd >= text.length || text[tagEnd] != '$') {
            return false;
        }
        String tag = new String(text, position, tagEnd + 1 - position, StandardCharsets.UTF_8);
        for (int i = tagEnd + 1; i < text.length; i++) {
            if (matches(tag, i)) {
                position = i + tag.length();
                return true;
            }
        }
        return false;
    }

    private boolean at(String expected) {
        return matches(expected, position);
    }

    private boolean matches(String ascii, int from) {
        if (from + ascii.length() > text.length) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (text[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(byte b) {
        return b >= 0 && b <= ' ';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isWordStart(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_';
    }

    private static boolean isWordPart(byte b) {
        return isWordStart(b) || isDigit(b);
    }
}
