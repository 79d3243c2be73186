package dev.crmpulse.dashboards.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Rules about a panel: its texts, its units, and its queries. */
final class PanelRules {
    private static final Set<String> WITHOUT_QUERY = Set.of("row", "text");
    private static final Set<String> ONE_UNIT = Set.of("stat", "gauge", "bargauge", "timeseries", "barchart");
    private static final String SOURCE = "${datasource}";

    /** Units that Grafana makes of what is written after the colon. */
    private static final Pattern MADE_UNIT = Pattern.compile("(suffix|prefix|time|si|count|currency|bool):.+");

    private final BoardFile file;
    private final JsonNode panel;
    private final Set<String> units;
    private final List<Problem> problems = new ArrayList<>();

    private PanelRules(BoardFile file, JsonNode panel, Set<String> units) {
        this.file = file;
        this.panel = panel;
        this.units = units;
    }

    /**
     * What is wrong with a panel.
     *
     * @param units that Grafana knows
     */
    static List<Problem> problems(BoardFile file, JsonNode panel, Set<String> units) {
        PanelRules rules = new PanelRules(file, panel, units);
        String type = panel.path("type").asText();
        if (!type.equals("text") && panel.path("title").asText().isBlank()) {
            rules.add("no title", "write what it shows");
        }
        if (!WITHOUT_QUERY.contains(type)) {
            if (panel.path("description").asText().isBlank()) {
                rules.add("no description", "write what the number means, and its metric or view");
            }
            rules.checkUnits(type);
            rules.checkTargets(type);
        }
        return rules.problems;
    }

    private void checkUnits(String type) {
        List<String> used = new ArrayList<>();
        JsonNode standard = panel.at("/fieldConfig/defaults/unit");
        if (standard.isTextual()) {
            used.add(standard.asText());
        }
        for (JsonNode override : panel.at("/fieldConfig/overrides")) {
            for (JsonNode property : override.path("properties")) {
                if (property.path("id").asText().equals("unit")) {
                    used.add(property.path("value").asText());
                }
            }
        }
        for (String unit : used) {
            if (!units.contains(unit) && !MADE_UNIT.matcher(unit).matches()) {
                add(
                        "unknown unit '" + unit + "'",
                        Nearest.remedy(unit, units).replaceFirst("^known are .*", "schema/units.json has all"));
            }
        }
        if (used.isEmpty() && ONE_UNIT.contains(type)) {
            add("no unit", "set one; 'short' is a plain number");
        }
    }

    private void checkTargets(String type) {
        JsonNode targets = panel.path("targets");
        if (targets.isEmpty()) {
            add("no query", "give it a target");
        }
        checkSource(panel.path("datasource"));
        Set<String> refs = new HashSet<>();
        Set<String> variables = new TreeSet<>();
        file.variables().forEach(variable -> variables.add(variable.path("name").asText()));
        for (JsonNode target : targets) {
            if (!refs.add(target.path("refId").asText())) {
                add("two queries " + target.path("refId"), "name each by a letter of its own");
            }
            checkSource(target.path("datasource"));
            boolean isSeries = target.path("format").asInt() == 0;
            if (isSeries != target.path("queryType").asText().equals("timeseries")) {
                add("queryType " + target.path("queryType"), "timeseries has format 0, table has format 1");
            }
            if (type.equals("timeseries") && !isSeries) {
                add("format 1 in a panel of type timeseries", "ask for a time series, format 0");
            }
            problems.addAll(QueryRules.problems(
                    file, BoardFile.place(panel), target.path("rawSql").asText(), variables));
        }
    }

    private void checkSource(JsonNode source) {
        if (!source.path("uid").asText().equals(SOURCE)
                || !source.path("type").asText().equals(QueryRules.PLUGIN)) {
            add("data source " + source, "take " + SOURCE + " of type " + QueryRules.PLUGIN);
        }
    }

    private void add(String what, String remedy) {
        problems.add(file.problem(BoardFile.place(panel), what, remedy));
    }
}
