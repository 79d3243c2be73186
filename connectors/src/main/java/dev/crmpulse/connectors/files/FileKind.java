package dev.crmpulse.connectors.files;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What a file holds, by the end of its name. */
public enum FileKind {
    CSV,
    XES,
    JSON_LINES;

    /** The endings a file may have, for messages. */
    public static final String ENDINGS = ".csv, .xes, .jsonl, .ndjson, .json, each also with .gz";

    private static final String GZIP = ".gz";

    /** The kind of a file by its name, or null where the ending is none of {@link #ENDINGS}. */
    public static FileKind of(Path file) {
        String name = nameWithoutGzip(file).toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return CSV;
        }
        if (name.endsWith(".xes")) {
            return XES;
        }
        return Stream.of(".jsonl", ".ndjson", ".json").anyMatch(name::endsWith) ? JSON_LINES : null;
    }

    /** The last element of the path. */
    public static String name(Path file) {
        Path last = file.getFileName();
        return last == null ? file.toString() : last.toString();
    }

    /** The last element of the path, without an ending {@code .gz}. */
    public static String nameWithoutGzip(Path file) {
        String name = name(file);
        return isGzip(file) ? name.substring(0, name.length() - GZIP.length()) : name;
    }

    static boolean isGzip(Path file) {
        return name(file).toLowerCase(Locale.ROOT).endsWith(GZIP);
    }
}
