package dev.crmpulse.dashboards;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes boards as Grafana's classic dashboard JSON, one folder a language. */
public final class GrafanaBoards {
    private static final int SCHEMA_VERSION = 41;
    private static final int BOARD_WIDTH = 24;
    private static final String PLUGIN = "grafana-clickhouse-datasource";
    private static final String PLUGIN_VERSION = "4.20.0";
    private static final String DATA_SOURCE = "${datasource}";

    private final ObjectMapper json = new ObjectMapper();

    /** {@code GrafanaBoards DIRECTORY}: reads {@code DIRECTORY/boards}, writes {@code DIRECTORY/grafana}. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        for (Map.Entry<String, String> file :
                new GrafanaBoards().files(directory.resolve("boards")).entrySet()) {
            Path target = directory.resolve("grafana").resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue(), StandardCharsets.UTF_8);
        }
    }

    /** The JSON of all boards in all languages, by path below the folder of generated files. */
    public Map<String, String> files(Path boards) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        Map<String, String> files = new LinkedHashMap<>();
        for (Board board : Board.readAll(boards)) {
            for (Language language : Language.values()) {
                files.put(
                        language.code() + '/' + board.uid() + ".json",
                        json.writer(printer).writeValueAsString(dashboard(board, language)) + '\n');
            }
        }
        return files;
    }

    private ObjectNode dashboard(Board board, Language language) {
        ObjectNode dashboard = json.createObjectNode();
        dashboard.put("uid", "crm-" + board.uid() + '-' + language.code());
        dashboard.put("title", board.title().in(language));
        dashboard.put("description", board.question().in(language));
        dashboard.put("schemaVersion", SCHEMA_VERSION);
        dashboard.put("version", 1);
        dashboard.put("editable", false);
        dashboard.put("graphTooltip", 1);
        dashboard.put("refresh", "10s");
        dashboard.put("timezone", "browser");
        dashboard.putArray("tags").add("crm-pulse").add(language.code());
        dashboard.putObject("time").put("from", "now-24h").put("to", "now");
        ArrayNode variables = dashboard.putObject("templating").putArray("list");
        variables.add(dataSourceVariable());
        variables.add(tenantVariable(language));
        ArrayNode panels = dashboard.putArray("panels");
        int x = 0;
        int y = 0;
        int rowHeight = 0;
        for (Panel panel : board.panels()) {
            if (x + panel.width() > BOARD_WIDTH) {
                x = 0;
                y += rowHeight;
                rowHeight = 0;
            }
            ObjectNode made = panel(panel, language, panels.size() + 1);
            made.putObject("gridPos")
                    .put("x", x)
                    .put("y", y)
                    .put("w", panel.width())
                    .put("h", panel.kind().height());
            panels.add(made);
            x += panel.width();
            rowHeight = Math.max(rowHeight, panel.kind().height());
        }
        return dashboard;
    }

    private ObjectNode dataSourceVariable() {
        return json.createObjectNode()
                .put("name", "datasource")
                .put("label", "ClickHouse")
                .put("type", "datasource")
                .put("query", PLUGIN)
                .put("hide", 0)
                .put("refresh", 1);
    }

    private ObjectNode tenantVariable(Language language) {
        ObjectNode variable = json.createObjectNode()
                .put("name", "tenant")
                .put("label", new Text("tenant", "租户").in(language))
                .put("type", "query")
                .put("query", "SELECT DISTINCT tenant FROM crm.ledger ORDER BY tenant")
                .put("definition", "SELECT DISTINCT tenant FROM crm.ledger ORDER BY tenant")
                .put("multi", true)
                .put("includeAll", true)
                .put("hide", 0)
                .put("sort", 1)
                // with the time range, so that a tenant that has just come is there
                .put("refresh", 2);
        variable.set("datasource", dataSource());
        variable.putObject("current").put("text", "All").put("value", "$__all");
        return variable;
    }

    private ObjectNode dataSource() {
        return json.createObjectNode().put("type", PLUGIN).put("uid", DATA_SOURCE);
    }

    private ObjectNode panel(Panel panel, Language language, int id) {
        ObjectNode made = json.createObjectNode();
        made.put("id", id);
        made.put("title", panel.title().in(language));
        made.put("description", panel.description().in(language));
        made.put("type", type(panel.kind()));
        made.set("datasource", dataSource());
        made.set("fieldConfig", fieldConfig(panel, language));
        made.set("options", options(panel.kind()));
        boolean isSeries = panel.kind() == Panel.Kind.TIMESERIES;
        ObjectNode target = made.putArray("targets").addObject();
        target.put("refId", "A");
        target.set("datasource", dataSource());
        target.put("editorType", "sql");
        target.put("rawSql", panel.sql().strip());
        target.put("queryType", isSeries ? "timeseries" : "table");
        target.put("format", isSeries ? 0 : 1);
        target.put("pluginVersion", PLUGIN_VERSION);
        return made;
    }

    private static String type(Panel.Kind kind) {
        return switch (kind) {
            case STAT -> "stat";
            case TIMESERIES -> "timeseries";
            case BARS -> "barchart";
            case TABLE -> "table";
        };
    }

    private ObjectNode fieldConfig(Panel panel, Language language) {
        ObjectNode config = json.createObjectNode();
        ObjectNode defaults = config.putObject("defaults");
        if (panel.unit() != null) {
            defaults.put("unit", panel.unit());
        }
        if (panel.kind() == Panel.Kind.TIMESERIES) {
            defaults.putObject("custom")
                    .put("drawStyle", "line")
                    .put("lineWidth", 2)
                    .put("fillOpacity", 10);
        }
        ObjectNode thresholds = defaults.putObject("thresholds").put("mode", "absolute");
        ArrayNode steps = thresholds.putArray("steps");
        steps.addObject()
                .put("color", panel.badFrom() == null ? "text" : "green")
                .putNull("value");
        if (panel.badFrom() != null) {
            steps.addObject().put("color", "red").put("value", panel.badFrom());
        }
        defaults.putObject("color").put("mode", panel.kind() == Panel.Kind.STAT ? "thresholds" : "palette-classic");
        ArrayNode overrides = config.putArray("overrides");
        if (panel.columns() != null) {
            panel.columns().forEach((name, column) -> {
                ObjectNode override = overrides.addObject();
                override.putObject("matcher").put("id", "byName").put("options", name);
                ArrayNode properties = override.putArray("properties");
                properties
                        .addObject()
                        .put("id", "displayName")
                        .put("value", column.title().in(language));
                if (column.unit() != null) {
                    properties.addObject().put("id", "unit").put("value", column.unit());
                }
            });
        }
        return config;
    }

    private ObjectNode options(Panel.Kind kind) {
        ObjectNode options = json.createObjectNode();
        switch (kind) {
            case STAT -> {
                options.put("colorMode", "value").put("graphMode", "none").put("textMode", "value");
                ObjectNode reduce =
                        options.putObject("reduceOptions").put("values", false).put("fields", "");
                reduce.putArray("calcs").add("lastNotNull");
            }
            case TIMESERIES -> {
                options.putObject("legend")
                        .put("displayMode", "list")
                        .put("placement", "bottom")
                        .put("showLegend", true)
                        .putArray("calcs");
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case BARS -> {
                options.put("orientation", "horizontal")
                        .put("showValue", "always")
                        .put("stacking", "none");
                options.putObject("legend")
                        .put("displayMode", "list")
                        .put("placement", "bottom")
                        .put("showLegend", false)
                        .putArray("calcs");
                options.putObject("tooltip").put("mode", "single").put("sort", "none");
            }
            case TABLE -> options.put("showHeader", true).put("cellHeight", "sm");
        }
        return options;
    }
}
