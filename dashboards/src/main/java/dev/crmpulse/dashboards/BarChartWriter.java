package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Bars by a category, the first column of the query; the other columns are the bars. */
final class BarChartWriter implements PanelWriter {
    private static final int LONGEST_LABEL = 20;

    @Override
    public String type() {
        return "barchart";
    }

    @Override
    public int height() {
        return 8;
    }

    @Override
    public ObjectNode options(Panel panel) {
        boolean manyBars = panel.fields().size() > 2;
        ObjectNode options = Json.object()
                .put("barRadius", 0)
                .put("barWidth", 0.9)
                .put("fullHighlight", false)
                .put("groupWidth", 0.7)
                .put("orientation", "auto")
                .put("showValue", "auto")
                .put("stacking", panel.stacked() ? "normal" : "none")
                .put("xTickLabelMaxLength", LONGEST_LABEL)
                .put("xTickLabelRotation", 0)
                .put("xTickLabelSpacing", 0);
        options.set("legend", Json.legend(manyBars));
        options.set("tooltip", Json.tooltip("multi", "none"));
        return options;
    }

    @Override
    public ObjectNode custom(Panel panel) {
        ObjectNode custom = Json.object()
                .put("fillOpacity", 80)
                .put("gradientMode", "none")
                .put("lineWidth", 1)
                .put("axisPlacement", "auto")
                .put("axisLabel", "")
                .put("axisColorMode", "text")
                .put("axisBorderShow", false)
                .put("axisCenteredZero", false);
        custom.putObject("scaleDistribution").put("type", "linear");
        custom.putObject("thresholdsStyle").put("mode", "off");
        custom.set("hideFrom", Json.hideNowhere());
        return custom;
    }

    @Override
    public String colorMode() {
        return "palette-classic";
    }
}
