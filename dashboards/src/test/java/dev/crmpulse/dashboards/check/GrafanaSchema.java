package dev.crmpulse.dashboards.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A file of JSON Schemas by name; those of boards are derived from Grafana's own types (see {@code schema/README.md}). */
final class GrafanaSchema {
    private final Map<String, Schema> schemas = new HashMap<>();
    private final Map<String, JsonNode> sources = new HashMap<>();

    private GrafanaSchema(JsonNode definitions) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        for (Map.Entry<String, JsonNode> definition : definitions.properties()) {
            sources.put(definition.getKey(), definition.getValue());
            schemas.put(definition.getKey(), registry.getSchema(definition.getValue()));
        }
    }

    static GrafanaSchema read(Path file) throws IOException {
        return new GrafanaSchema(new ObjectMapper().readTree(file.toFile()).get("definitions"));
    }

    Set<String> names() {
        return schemas.keySet();
    }

    /** What is wrong with a node that must be of a kind. */
    List<Problem> problems(String kind, JsonNode node, String file, String where) {
        List<Problem> problems = new ArrayList<>();
        for (Error error : schemas.get(kind).validate(node)) {
            String path = error.getInstanceLocation().toString();
            problems.add(new Problem(
                    file, where, (path.isEmpty() ? "" : path + ": ") + error.getMessage(), remedy(kind, error)));
        }
        return problems;
    }

    private String remedy(String kind, Error error) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> Nearest.remedy(error.getProperty(), known(kind, error));
            case "enum" -> "take one of those";
            case "required" -> "add '" + error.getProperty() + "'";
            default -> "see dashboards/schema/board.ts";
        };
    }

    /** Names that Grafana knows beside an unknown one. */
    private Set<String> known(String kind, Error error) {
        String path = error.getSchemaLocation().getFragment().toString();
        String parent = path.substring(0, path.lastIndexOf('/'));
        Set<String> names = new TreeSet<>();
        sources.get(kind).at(parent + "/properties").fieldNames().forEachRemaining(names::add);
        return names;
    }
}
