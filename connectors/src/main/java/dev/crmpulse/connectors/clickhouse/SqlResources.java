package dev.crmpulse.connectors.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The SQL that ships with this release. Each folder lists its files, in order, in a file named {@code index}. */
final class SqlResources {
    private static final String ROOT = "/crmpulse/sql/";

    private SqlResources() {}

    /** One file of SQL; its statements are separated by a semicolon at the end of a line. */
    record Script(String name, String text) {
        List<String> statements() {
            return Arrays.stream(text.split(";[ \t]*(\r?\n|$)"))
                    .map(String::strip)
                    .filter(Script::saysSomething)
                    .toList();
        }

        String checksum() {
            byte[] hash = ChunkFreezer.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        }

        private static boolean saysSomething(String statement) {
            return statement
                    .lines()
                    .anyMatch(line -> !line.isBlank() && !line.stripLeading().startsWith("--"));
        }
    }

    static List<Script> folder(String folder) {
        return read(folder + "/index")
                .lines()
                .filter(line -> !line.isBlank())
                .map(name -> new Script(name, read(folder + "/" + name)))
                .toList();
    }

    private static String read(String path) {
        try (InputStream in = SqlResources.class.getResourceAsStream(ROOT + path)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks the SQL file " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
