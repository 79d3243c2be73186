package dev.crmpulse.connectors.clickhouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL that ships with this release. A line {@code -- include: NAME} of a file stands for the text of the fragment of that
 * name, each of its lines indented as that one is.
 */
final class SqlResources {
    private static final String ROOT = "/crmpulse/sql/";
    private static final String COLUMNS = "columns.yaml";
    private static final Pattern INCLUDE = Pattern.compile("^( *)-- include: (.*)$", Pattern.MULTILINE);
    private static final Pattern VIEW =
            Pattern.compile("^CREATE OR REPLACE (?:VIEW|DICTIONARY) crm\\.(\\w+)", Pattern.MULTILINE);

    private SqlResources() {}

    /** Statements that apply together, separated by a semicolon at the end of a line. */
    record Script(String name, String text) {
        List<String> statements() {
            return Arrays.stream(text.split(";[ \t]*(\r?\n|$)"))
                    .map(String::strip)
                    .filter(Script::saysSomething)
                    .toList();
        }

        /** The view or dictionary that it makes. */
        String subject() {
            Matcher view = VIEW.matcher(text);
            if (!view.find()) {
                throw new IllegalStateException("SQL file " + name + " makes no view");
            }
            return view.group(1);
        }

        /** The same without remarks. */
        String code() {
            return text.replaceAll("--[^\n]*", "");
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

    /**
     * The files of a folder in the order of their names, none where there is no such folder.
     *
     * @return scripts by the name of the folder and the file
     */
    static List<Script> folder(String folder) {
        URL url = SqlResources.class.getResource(ROOT + folder);
        return url == null ? List.of() : scripts(folder, url);
    }

    /** The scripts of a folder on disk or in a jar. */
    static List<Script> scripts(String name, URL folder) {
        try {
            URI location = folder.toURI();
            if (!location.getScheme().equals("jar")) {
                return scripts(name, Path.of(location));
            }
            String[] jarAndFolder = location.getSchemeSpecificPart().split("!", 2);
            try (FileSystem inside = FileSystems.newFileSystem(Path.of(URI.create(jarAndFolder[0])))) {
                return scripts(name, inside.getPath(jarAndFolder[1]));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException odd) {
            throw new IllegalStateException("the SQL folder " + folder + " cannot be located", odd);
        }
    }

    /** What {@code columns.yaml} says columns of views are: by the name of a column, or of one view, dot, the column. */
    static Map<String, String> columnMeanings() {
        try {
            return YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readValue(columns().text(), new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(COLUMNS + " of this build cannot be read", broken);
        }
    }

    /** The file of {@link #columnMeanings}. */
    static Script columns() {
        return new Script(COLUMNS, text(COLUMNS));
    }

    private static List<Script> scripts(String name, Path folder) throws IOException {
        List<Script> scripts = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.sql")) {
            for (Path file : files) {
                scripts.add(new Script(name + "/" + file.getFileName(), withFragments(Files.readString(file))));
            }
        }
        scripts.sort(Comparator.comparing(Script::name));
        return List.copyOf(scripts);
    }

    private static String withFragments(String text) {
        return INCLUDE.matcher(text)
                .replaceAll(include -> Matcher.quoteReplacement(fragment(include.group(2))
                        .strip()
                        .indent(include.group(1).length())
                        .stripTrailing()));
    }

    private static String fragment(String name) {
        return text("fragments/" + name + ".sql");
    }

    private static String text(String file) {
        try (InputStream text = SqlResources.class.getResourceAsStream(ROOT + file)) {
            if (text == null) {
                throw new IllegalStateException("this build lacks the SQL file " + file);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
