package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes what a board can be narrowed by. */
final class VariableWriter {
    private final Snippets snippets;
    private final Language language;

    VariableWriter(Snippets snippets, Language language) {
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
        return variable.sql() == null ? typedIn(variable) : chosen(variable);
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
