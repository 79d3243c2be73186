package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;

/** Writes what a board can be narrowed by. */
final class VariableWriter {
    private final Frame frame;
    private final Snippets snippets;
    private final Language language;

    VariableWriter(Frame frame, Snippets snippets, Language language) {
        this.frame = frame;
        this.snippets = snippets;
        this.language = language;
    }

    ObjectNode dataSource() {
        ObjectNode variable = Json.object()
                .put("name", "datasource")
                .put("label", "ClickHouse")
                .put("type", "datasource")
                .put("query", QueryWriter.PLUGIN)
                // one data source is no choice
                .put("hide", 2)
                .put("includeAll", false)
                .put("multi", false)
                .put("refresh", 1)
                .put("regex", "")
                .put("skipUrlSync", false);
        variable.putArray("options");
        // none is current: Grafana takes the one there is, or the default one
        return variable;
    }

    ObjectNode write(Frame.Variable variable) {
        if (variable.values() != null) {
            return listed(variable);
        }
        return variable.sql() == null ? typedIn(variable) : chosen(variable);
    }

    private ObjectNode listed(Frame.Variable variable) {
        ObjectNode written = Json.object()
                .put("name", variable.name())
                .put("label", variable.label().in(language))
                .put("type", "custom")
                .put("hide", 0)
                .put("includeAll", false)
                .put("multi", false)
                .put("skipUrlSync", false);
        ArrayNode options = written.putArray("options");
        frame.vocabulary(variable.values()).forEach((value, word) -> options.addObject()
                .put("selected", options.size() == 1)
                .put("text", word.text().in(language))
                .put("value", value));
        written.put(
                "query",
                options.valueStream()
                        .map(option -> option.path("text").asText() + " : "
                                + option.path("value").asText())
                        .collect(Collectors.joining(",")));
        JsonNode first = options.get(0);
        written.putObject("current")
                .put("text", first.path("text").asText())
                .put("value", first.path("value").asText());
        return written;
    }

    private ObjectNode typedIn(Frame.Variable variable) {
        ObjectNode written = Json.object()
                .put("name", variable.name())
                .put("label", variable.label().in(language))
                .put("type", "textbox")
                .put("query", "")
                .put("hide", 0)
                .put("skipUrlSync", false);
        written.putArray("options");
        written.putObject("current").put("text", "").put("value", "");
        return written;
    }

    private ObjectNode chosen(Frame.Variable variable) {
        String sql = snippets.fill(variable.sql());
        ObjectNode written = Json.object()
                .put("name", variable.name())
                .put("label", variable.label().in(language))
                .put("type", "query")
                .put("query", sql)
                .put("definition", sql)
                .put("hide", 0)
                .put("includeAll", true)
                .put("multi", true)
                // with the time range, so that what has just come is there
                .put("refresh", 2)
                .put("regex", "")
                .put("skipUrlSync", false)
                // in the order of the query
                .put("sort", 0);
        written.set("datasource", QueryWriter.dataSource());
        written.putArray("options");
        ObjectNode current = written.putObject("current");
        current.putArray("text").add("All");
        current.putArray("value").add(QueryMacros.ALL);
        return written;
    }
}
