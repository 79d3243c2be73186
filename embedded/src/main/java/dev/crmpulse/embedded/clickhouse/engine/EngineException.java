package dev.crmpulse.embedded.clickhouse.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An error as ClickHouse words it: {@code Code: 60. DB::Exception: … (UNKNOWN_TABLE)}. */
public final class EngineException extends RuntimeException {
    /** Code of an error that carries none of its own. */
    public static final int UNKNOWN_EXCEPTION = 1002;

    private static final Pattern CODE = Pattern.compile("\\ACode: (\\d+)\\.");
    private static final Pattern PREFIX = Pattern.compile("\\A(?:Error: )+");

    private final int code;

    private EngineException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** An error of our own, worded as ClickHouse would: {@code name} is ClickHouse's name of {@code code}. */
    public static EngineException of(int code, String name, String text) {
        return new EngineException(code, "Code: " + code + ". DB::Exception: " + text + " (" + name + ")");
    }

    /** Reads the engine's own text; without a code in it the error is {@link #UNKNOWN_EXCEPTION}. */
    public static EngineException parse(String engineText) {
        String text = PREFIX.matcher(engineText.strip()).replaceFirst("");
        Matcher matcher = CODE.matcher(text);
        return matcher.find()
                ? new EngineException(Integer.parseInt(matcher.group(1)), text)
                : of(UNKNOWN_EXCEPTION, "UNKNOWN_EXCEPTION", text.isEmpty() ? "the engine gave no reason" : text);
    }

    /** ClickHouse's error code, e.g. 60 for an unknown table. */
    public int code() {
        return code;
    }
}
