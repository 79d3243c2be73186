package dev.crmpulse.connectors.clickhouse;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why {@link ReadOnlyClient} has no answer. Its message is for the log, so it has no texts of the query or of rows in it. */
public final class QueryFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private static final Set<Integer> TOO_LARGE = Set.of(158, 191, 241, 307, 396);
    private static final Set<Integer> TOO_SLOW = Set.of(159, 160, 209);
    private static final Set<Integer> NOT_LET_IN = Set.of(192, 193, 194, 516);

    /** A text as ClickHouse quotes it; one that was cut off ends with the message. */
    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.)*+(?:'|$)", Pattern.DOTALL);

    private static final Pattern NAME = Pattern.compile("\\(([A-Z][A-Z0-9_]+)\\)(?= \\(version |\\s*$)");

    private final Kind kind;
    private final int code;
    private final String name;

    /** What kind of reason it is. */
    public enum Kind {
        /** It does not answer, or is starting. */
        AWAY,
        /** User or password are not those it knows. */
        NOT_LET_IN,
        /** More rows, bytes or memory than the limits. */
        TOO_LARGE,
        /** More time than the limit. */
        TOO_SLOW,
        /** The query itself. */
        REFUSED
    }

    QueryFailure(Kind kind, int code, String name, String message) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.name = name;
    }

    static QueryFailure tooLarge() {
        return new QueryFailure(Kind.TOO_LARGE, 0, "", "the answer has more bytes than the limit");
    }

    static QueryFailure tooSlow() {
        return new QueryFailure(Kind.TOO_SLOW, 0, "", "no answer within the limit");
    }

    /**
     * What ClickHouse answered.
     *
     * @param code 0 where it gave none
     */
    static QueryFailure ofAnswer(int code, String text) {
        Matcher name = NAME.matcher(text);
        return new QueryFailure(kind(code), code, name.find() ? name.group(1) : "", withoutTexts(text.strip()));
    }

    /** What ClickHouse says, without the quoted texts: values that were chosen may name people, and a log must not. */
    public static String withoutTexts(String message) {
        return QUOTED.matcher(message).replaceAll("'…'");
    }

    private static Kind kind(int code) {
        if (TOO_LARGE.contains(code)) {
            return Kind.TOO_LARGE;
        }
        if (TOO_SLOW.contains(code)) {
            return Kind.TOO_SLOW;
        }
        if (NOT_LET_IN.contains(code)) {
            return Kind.NOT_LET_IN;
        }
        // without a code of its own it is something before ClickHouse that answered
        return code == 0 ? Kind.AWAY : Kind.REFUSED;
    }

    public Kind kind() {
        return kind;
    }

    /** ClickHouse's code of the error; 0 where it has none. */
    public int code() {
        return code;
    }

    /** ClickHouse's name of the code, such as {@code UNKNOWN_IDENTIFIER}; may be empty. */
    public String codeName() {
        return name;
    }
}
