package dev.crmpulse.connectors.mapping;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a YAML file that knows where it stands, so that whatever is wrong with it can be pointed at. */
sealed interface YamlNode {
    /** Where the part begins. */
    Place place();

    /** A line of a file. */
    record Place(String file, int line) {
        MappingException error(String problem) {
            return new MappingException(file + ":" + line + ": " + problem);
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

    /** Reads a file of one document. */
    static YamlNode read(Path file) {
        String name = file.toString();
        try (YAMLParser parser = new YAMLFactory().createParser(Files.readString(file))) {
            if (parser.nextToken() == null) {
                throw new MappingException(name + ": is empty; copy a mapping that comes with crm-pulse");
            }
            YamlNode root = read(name, parser);
            if (parser.nextToken() != null) {
                throw place(name, parser).error("a second document begins; a mapping is one document");
            }
            return root;
        } catch (NoSuchFileException missing) {
            throw new MappingException(name + ": no such file; check the path of the mapping", missing);
        } catch (JsonProcessingException invalid) {
            JsonLocation location = invalid.getLocation();
            String line = location == null ? "" : ":" + location.getLineNr();
            throw new MappingException(name + line + ": invalid YAML: " + problem(invalid), invalid);
        } catch (IOException failed) {
            throw new MappingException(name + ": cannot be read: " + failed, failed);
        }
    }

    private static YamlNode read(String file, YAMLParser parser) throws IOException {
        Place place = place(file, parser);
        if (parser.isCurrentAlias()) {
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

    private static Fields fields(Place place, String file, YAMLParser parser) throws IOException {
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

    private static List<YamlNode> items(String file, YAMLParser parser) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(file, parser));
        }
        return items;
    }

    private static Place place(String file, YAMLParser parser) {
        return new Place(file, parser.currentTokenLocation().getLineNr());
    }

    /** The parser tells what it was doing, then what is wrong; both with places and excerpts, which are indented. */
    private static String problem(JsonProcessingException invalid) {
        return invalid.getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .reduce("", (context, problem) -> problem);
    }
}
