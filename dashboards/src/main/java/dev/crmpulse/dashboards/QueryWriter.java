package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes queries for Grafana's ClickHouse plugin. */
final class QueryWriter {
    static final String PLUGIN = "grafana-clickhouse-datasource";
    private static final String PLUGIN_VERSION = "4.20.0";

    private QueryWriter() {}

    /** The data source that the reader has chosen. */
    static ObjectNode dataSource() {
        return Json.object().put("type", PLUGIN).put("uid", "${datasource}");
    }

    /** A query that gives a table, or series over time. */
    static ObjectNode query(String sql, boolean isSeries) {
        ObjectNode query = Json.object().put("refId", "A");
        query.set("datasource", dataSource());
        return query.put("editorType", "sql")
                .put("format", isSeries ? 0 : 1)
                .put("pluginVersion", PLUGIN_VERSION)
                .put("queryType", isSeries ? "timeseries" : "table")
                .put("rawSql", sql);
    }
}
