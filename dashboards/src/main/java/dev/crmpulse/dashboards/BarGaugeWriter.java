package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A bar for each row of the query, with the names of the first column. */
final class BarGaugeWriter implements PanelWriter {
    @Override
    public String type() {
        return "bargauge";
    }

    @Override
    public int height() {
        return 8;
    }

    @Override
    public ObjectNode options(Panel panel) {
        ObjectNode options = Json.object()
                .put("displayMode", "basic")
                .put("maxVizHeight", 300)
                .put("minVizHeight", 16)
                .put("minVizWidth", 8)
                .put("namePlacement", "left")
                .put("orientation", "horizontal")
                .put("showUnfilled", false)
                .put("sizing", "auto")
                .put("valueMode", "text");
        options.set("legend", Json.legend(false));
        options.set("reduceOptions", Json.reduce(true));
        return options;
    }
}
