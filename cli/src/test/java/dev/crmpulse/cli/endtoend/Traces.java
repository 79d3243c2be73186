package dev.crmpulse.cli.endtoend;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a text is found that should be nowhere. */
final class Traces {
    private Traces() {}

    /** Columns of tables that hold a text, whatever is compressed on the disk. */
    static List<String> inColumns(Answers ask, String text) throws Exception {
        List<String> found = new ArrayList<>();
        for (String table : ask.lines("SELECT table, arrayStringConcat(groupArray(name), ' ') FROM system.columns"
                + " WHERE database = 'crm_store' AND type LIKE '%String%' GROUP BY table ORDER BY table")) {
            String[] parts = table.split("[\t ]", -1);
            String columns = Arrays.stream(parts)
                    .skip(1)
                    .map(column -> "if(countIf(position(toString(" + column + "), '" + text + "') > 0) > 0, '"
                            + parts[0] + "." + column + "', '')")
                    .collect(Collectors.joining(", "));
            found.addAll(ask.lines(
                    "SELECT arrayJoin(arrayFilter(name -> name != '', [" + columns + "])) FROM crm_store." + parts[0]));
        }
        return found;
    }

    /** Files of a directory whose bytes hold a text. */
    static List<String> inFiles(Path directory, String text) throws Exception {
        try (Stream<Path> paths = Files.walk(directory)) {
            List<String> found = new ArrayList<>();
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(directory.relativize(file).toString());
                }
            }
            return found;
        }
    }
}
