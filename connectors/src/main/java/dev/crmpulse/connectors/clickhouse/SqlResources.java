package dev.crmpulse.connectors.clickhouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The SQL that ships with this release. The files of a folder apply in the order of their names; what others build on
 * carries a number in front, such as {@code 10_truth_history.sql}.
 */
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

        /** What the file makes: its name without number and ending. */
        String subject() {
            return name.replaceFirst("^[0-9]+_", "").replaceFirst("\\.sql$", "");
        }

        String checksum() {
            byte[] hash = BatchEncoder.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        }

        private static boolean saysSomething(String statement) {
            return statement
                    .lines()
                    .anyMatch(line -> !line.isBlank() && !line.stripLeading().startsWith("--"));
        }
    }

    static List<Script> folder(String folder) {
        URL url = SqlResources.class.getResource(ROOT + folder);
        if (url == null) {
            throw new IllegalStateException("this build lacks the SQL folder " + folder);
        }
        return scripts(url);
    }

    /** The scripts of a folder on disk or in a jar. */
    static List<Script> scripts(URL folder) {
        try {
            URI location = folder.toURI();
            if (!location.getScheme().equals("jar")) {
                return scripts(Path.of(location));
            }
            String[] jarAndFolder = location.getSchemeSpecificPart().split("!", 2);
            try (FileSystem inside = FileSystems.newFileSystem(Path.of(URI.create(jarAndFolder[0])))) {
                return scripts(inside.getPath(jarAndFolder[1]));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException odd) {
            throw new IllegalStateException("the SQL folder " + folder + " cannot be located", odd);
        }
    }

    private static List<Script> scripts(Path folder) throws IOException {
        List<Script> scripts = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.sql")) {
            for (Path file : files) {
                scripts.add(new Script(file.getFileName().toString(), Files.readString(file)));
            }
        }
        scripts.sort(Comparator.comparing(Script::name));
        return List.copyOf(scripts);
    }
}
