package dev.crmpulse.dashboards.alerting;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes alert rules as Grafana's provisioning. */
public final class GrafanaAlerts {
    /** Where Grafana reads them, below the folder of boards. */
    public static final Path FILE = Path.of("provisioning/alerting/rules.yaml");

    private static final String FOLDER = "Alerts 告警";
    private static final String PLUGIN = "grafana-clickhouse-datasource";
    private static final String PLUGIN_VERSION = "4.20.0";
    private static final String SOURCE = "crm-pulse";
    private static final String EXPRESSION = "__expr__";
    private static final String QUERY = "A";
    private static final String THRESHOLD = "B";

    /** Grafana wants a range; no query of an alert asks for it. */
    private static final int RANGE_SECONDS = 3600;

    private final YAMLMapper yaml = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    /** {@code GrafanaAlerts DIRECTORY}: reads {@code alerts} and {@code grafana} there, writes {@link #FILE}. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Path target = directory.resolve(FILE);
        Files.createDirectories(target.getParent());
        Files.writeString(target, new GrafanaAlerts().rules(directory), StandardCharsets.UTF_8);
    }

    /** The file of the alert rules in {@code alerts}, which lead to the boards in {@code grafana}. */
    public String rules(Path directory) throws IOException {
        BoardPanels panels = new BoardPanels(directory.resolve("grafana"));
        ObjectNode file = yaml.createObjectNode().put("apiVersion", 1);
        ArrayNode groups = file.putArray("groups");
        for (AlertGroup group : AlertGroup.readAll(directory.resolve("alerts"))) {
            ObjectNode written = groups.addObject()
                    .put("orgId", 1)
                    .put("name", group.name())
                    .put("folder", FOLDER)
                    .put("interval", group.every());
            ArrayNode rules = written.putArray("rules");
            for (AlertRule rule : group.rules()) {
                rules.add(rule(rule, panels.find(rule)));
            }
        }
        return "# Generated from alerts/. Grafana reads this from /etc/grafana/provisioning/alerting.\n"
                + yaml.writeValueAsString(file);
    }

    private ObjectNode rule(AlertRule rule, BoardPanels.Place place) {
        ObjectNode written = yaml.createObjectNode()
                .put("uid", "crm-" + rule.uid())
                .put("title", rule.title().en() + " · " + rule.title().zh())
                .put("condition", THRESHOLD);
        ArrayNode data = written.putArray("data");
        data.add(query(rule));
        data.add(threshold(rule.condition()));
        written.put("noDataState", rule.noData().state());
        written.put("execErrState", "Error");
        written.put("for", rule.lasting() == null ? "0s" : rule.lasting());
        written.put("dashboardUid", place.dashboardUid());
        written.put("panelId", place.panelId());
        written.putObject("annotations")
                .put("summary", rule.summary().en())
                .put("summary_zh", rule.summary().zh())
                .put("description", rule.remedy().en())
                .put("description_zh", rule.remedy().zh())
                .put("__dashboardUid__", place.dashboardUid())
                .put("__panelId__", Integer.toString(place.panelId()));
        written.putObject("labels")
                .put("severity", rule.severity().name().toLowerCase(Locale.ROOT))
                .put("hours", rule.hours().name().toLowerCase(Locale.ROOT));
        return written;
    }

    private ObjectNode query(AlertRule rule) {
        ObjectNode query = data(QUERY, SOURCE);
        ObjectNode model = query.putObject("model").put("refId", QUERY);
        model.putObject("datasource").put("type", PLUGIN).put("uid", SOURCE);
        model.put("editorType", "sql")
                .put("rawSql", rule.query())
                .put("queryType", "table")
                .put("format", 1)
                .put("pluginVersion", PLUGIN_VERSION);
        return query;
    }

    private ObjectNode threshold(Condition condition) {
        ObjectNode threshold = data(THRESHOLD, EXPRESSION);
        ObjectNode model = threshold
                .putObject("model")
                .put("refId", THRESHOLD)
                .put("type", "threshold")
                .put("expression", QUERY);
        model.putObject("datasource").put("type", EXPRESSION).put("uid", EXPRESSION);
        ObjectNode evaluator =
                model.putArray("conditions").addObject().putObject("evaluator").put("type", condition.evaluator());
        ArrayNode parameters = evaluator.putArray("params");
        condition.parameters().forEach(parameters::add);
        return threshold;
    }

    private ObjectNode data(String ref, String source) {
        ObjectNode data = yaml.createObjectNode().put("refId", ref);
        data.putObject("relativeTimeRange").put("from", RANGE_SECONDS).put("to", 0);
        return data.put("datasourceUid", source);
    }
}
