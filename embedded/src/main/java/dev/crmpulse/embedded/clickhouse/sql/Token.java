package dev.crmpulse.embedded.clickhouse.sql;

import java.util.Locale;

/** A piece of a statement: bytes {@code start} to {@code end}, at a depth of parentheses; text of words in upper case. */
record Token(Kind kind, int start, int end, int depth, String text) {
    /** What a token is; comments and white space are none. */
    enum Kind {
        WORD,
        QUOTED,
        SYMBOL,
        OPENING,
        CLOSING
    }

    boolean isWord(String upperCase) {
        return kind == Kind.WORD && text.equals(upperCase);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    static String upperCase(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
