package dev.crmpulse.connectors.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.crmpulse.connectors.text.Escapes;
import dev.crmpulse.connectors.text.EscapingReader;
import dev.crmpulse.connectors.text.TextEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a YAML file that knows where it stands, so that whatever is wrong with it can be pointed at. */
public sealed interface YamlNode {
    /** Longest file, in bytes: people write them, and what is longer is another file. */
    int LONGEST_BYTES = 1 << 20;

    /** Where the part begins. */
    Place place();

    /** A line of a file. */
    record Place(String file, int line) {
        /** What to throw where something is wrong here. */
        public YamlException error(String problem) {
            return new YamlException(file + ":" + line + ": " + problem);
        }
    }

    /** A single value as written. */
    record Scalar(Place place, String text, Kind kind) implements YamlNode {}

    /** A list. */
    record Items(Place place, List<YamlNode> items) implements YamlNode {}

    /** Named parts in the order written, and where their names stand. */
    record Fields(Place place, Map<String, YamlNode> fields, Map<String, Place> names) implements YamlNode {}

    /** What a scalar is by YAML's own reading. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        EMPTY
    }

    /**
     * Reads a file of one document.
     *
     * @param what what the file is, such as {@code mapping}
     */
    static YamlNode read(Path file, String what) {
        List<YamlNode> documents = readAll(file, what);
        if (documents.size() > 1) {
            throw documents.get(1).place().error("a second document begins; a " + what + " is one document");
        }
        return documents.get(0);
    }

    /** Reads a file of one or more documents. */
    static List<YamlNode> readAll(Path file, String what) {
        if (Files.isDirectory(file)) {
            throw new YamlException(file + ": is a directory; name the file of the " + what);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return readAll(file.toString(), text(file, in.readNBytes(LONGEST_BYTES + 1), what), what);
        } catch (NoSuchFileException missing) {
            throw new YamlException(file + ": no such file; check the path of the " + what, missing);
        } catch (IOException failed) {
            throw new YamlException(file + ": cannot be read: " + failed, failed);
        }
    }

    /** The text in UTF-8, or in UTF-16 where it shows. */
    private static String text(Path file, byte[] bytes, String what) throws IOException {
        if (bytes.length > LONGEST_BYTES) {
            throw new YamlException(
                    file + ": is longer than " + LONGEST_BYTES + " bytes; is it the file of the " + what + "?");
        }
        TextEncoding encoding = TextEncoding.of(bytes, null);
        ByteArrayInputStream in =
                new ByteArrayInputStream(bytes, encoding.markBytes(), bytes.length - encoding.markBytes());
        StringWriter text = new StringWriter();
        try (EscapingReader reader = new EscapingReader(in, encoding)) {
            reader.transferTo(text);
        }
        String broken = Escapes.describe(text.toString());
        if (broken != null) {
            long line = text.toString()
                    .substring(0, Escapes.find(text.toString()))
                    .chars()
                    .filter(character -> character == '\n')
                    .count();
            throw new Place(file.toString(), (int) line + 1)
                    .error(broken.substring(0, broken.indexOf(" at ")) + " is not " + encoding.name()
                            + "; save the file as UTF-8");
        }
        return text.toString();
    }

    /**
     * Reads a text of one or more documents.
     *
     * @param name what the text is called where something is wrong with it
     */
    static List<YamlNode> readAll(String name, String text, String what) {
        List<YamlNode> documents = new ArrayList<>();
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                documents.add(read(name, parser));
            }
        } catch (JsonProcessingException invalid) {
            throw invalid(name, "YAML", problem(invalid), invalid);
        } catch (IOException failed) {
            throw new YamlException(name + ": cannot be read: " + failed, failed);
        }
        if (documents.isEmpty()) {
            throw new YamlException(name + ": is empty; copy a " + what + " that comes with crm-pulse");
        }
        return documents;
    }

    /** Reads a text in JSON. */
    static YamlNode readJson(String name, String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                throw new YamlException(name + ": is empty");
            }
            YamlNode root = read(name, parser);
            if (parser.nextToken() != null) {
                throw place(name, parser).error("something follows the end");
            }
            return root;
        } catch (JsonProcessingException invalid) {
            throw invalid(name, "JSON", invalid.getOriginalMessage(), invalid);
        } catch (IOException failed) {
            throw new YamlException(name + ": cannot be read: " + failed, failed);
        }
    }

    private static YamlNode read(String file, JsonParser parser) throws IOException {
        Place place = place(file, parser);
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw place.error("'*" + parser.getText() + "' is an alias; write the part out again");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(place, file, parser);
            case START_ARRAY -> new Items(place, items(file, parser));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(place, parser.getText(), Kind.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(place, parser.getText(), Kind.BOOLEAN);
            case VALUE_NULL -> new Scalar(place, "", Kind.EMPTY);
            default -> new Scalar(place, parser.getText(), Kind.TEXT);
        };
    }

    private static Fields fields(Place place, String file, JsonParser parser) throws IOException {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        Map<String, Place> names = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place ofName = place(file, parser);
            if (names.put(name, ofName) != null) {
                throw ofName.error("'" + name + "' is given twice");
            }
            parser.nextToken();
            fields.put(name, read(file, parser));
        }
        return new Fields(place, fields, names);
    }

    private static List<YamlNode> items(String file, JsonParser parser) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(file, parser));
        }
        return items;
    }

    private static Place place(String file, JsonParser parser) {
        return new Place(file, parser.currentTokenLocation().getLineNr());
    }

    private static YamlException invalid(String name, String language, String problem, JsonProcessingException cause) {
        JsonLocation location = cause.getLocation();
        String line = location == null ? "" : ":" + location.getLineNr();
        return new YamlException(name + line + ": invalid " + language + ": " + problem, cause);
    }

    /** The parser says what it was doing, then what is wrong; both with places and excerpts, which are indented. */
    private static String problem(JsonProcessingException invalid) {
        return invalid.getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .reduce("", (context, problem) -> problem);
    }
}
