package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Curves over time; parts of a whole are bars on one another. */
final class TimeseriesWriter implements PanelWriter {
    @Override
    public String type() {
        return "timeseries";
    }

    @Override
    public int height() {
        return 8;
    }

    @Override
    public ObjectNode options(Panel panel) {
        ObjectNode options = Json.object();
        options.set("legend", Json.legend(true));
        options.set("tooltip", Json.tooltip("multi", "none"));
        return options;
    }

    @Override
    public ObjectNode custom(Panel panel) {
        ObjectNode custom = Json.object()
                .put("drawStyle", panel.stacked() ? "bars" : "line")
                .put("lineInterpolation", "linear")
                .put("lineWidth", panel.stacked() ? 1 : 2)
                .put("fillOpacity", panel.stacked() ? 70 : 0)
                .put("gradientMode", "none")
                .put("showPoints", panel.stacked() ? "never" : "auto")
                .put("pointSize", 5)
                .put("spanNulls", false)
                .put("insertNulls", false)
                .put("barAlignment", 0)
                .put("axisPlacement", "auto")
                .put("axisLabel", "")
                .put("axisColorMode", "text")
                .put("axisBorderShow", false)
                .put("axisCenteredZero", false);
        custom.putObject("scaleDistribution").put("type", "linear");
        custom.putObject("stacking").put("group", "A").put("mode", panel.stacked() ? "normal" : "none");
        custom.putObject("thresholdsStyle").put("mode", "off");
        custom.set("hideFrom", Json.hideNowhere());
        return custom;
    }

    @Override
    public String colorMode() {
        return "palette-classic";
    }

    @Override
    public boolean isSeries() {
        return true;
    }
}
