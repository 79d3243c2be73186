package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How many cases lie in each bucket over time: a series of counts for each bucket. */
final class HeatmapWriter implements PanelWriter {
    @Override
    public String type() {
        return "heatmap";
    }

    @Override
    public int height() {
        return 8;
    }

    @Override
    public ObjectNode options(Panel panel) {
        ObjectNode options =
                Json.object().put("calculate", false).put("cellGap", 1).put("showValue", "never");
        options.putObject("color")
                .put("exponent", 0.5)
                .put("fill", "dark-orange")
                .put("mode", "scheme")
                .put("reverse", false)
                .put("scale", "exponential")
                .put("scheme", "Oranges")
                .put("steps", 64);
        options.putObject("cellValues");
        options.putObject("exemplars").put("color", "rgba(255,0,255,0.7)");
        options.putObject("filterValues").put("le", 1e-9);
        options.putObject("legend").put("show", true);
        options.putObject("rowsFrame").put("layout", "auto");
        options.putObject("tooltip")
                .put("mode", "single")
                .put("showColorScale", false)
                .put("yHistogram", false);
        options.putObject("yAxis").put("axisPlacement", "left").put("reverse", false);
        return options;
    }

    @Override
    public ObjectNode custom(Panel panel) {
        ObjectNode custom = Json.object();
        custom.putObject("scaleDistribution").put("type", "linear");
        custom.set("hideFrom", Json.hideNowhere());
        return custom;
    }

    @Override
    public boolean isSeries() {
        return true;
    }
}
