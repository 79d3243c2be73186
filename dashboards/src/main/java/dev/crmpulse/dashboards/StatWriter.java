package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Figures in large print: one, or some that belong together with their names. */
final class StatWriter implements PanelWriter {
    @Override
    public String type() {
        return "stat";
    }

    @Override
    public int height() {
        return 4;
    }

    @Override
    public ObjectNode options(Panel panel) {
        ObjectNode options = Json.object()
                .put("colorMode", "value")
                .put("graphMode", "none")
                .put("justifyMode", "auto")
                .put("orientation", "auto")
                .put("percentChangeColorMode", "standard")
                .put("showPercentChange", false)
                .put("textMode", panel.fields().size() > 1 ? "value_and_name" : "value")
                .put("wideLayout", true);
        ObjectNode reduce =
                options.putObject("reduceOptions").put("values", false).put("fields", "");
        reduce.putArray("calcs").add("lastNotNull");
        return options;
    }
}
