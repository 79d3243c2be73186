package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What state something was in from when to when, a line for each thing. */
final class StateTimelineWriter implements PanelWriter {
    @Override
    public String type() {
        return "state-timeline";
    }

    @Override
    public int height() {
        return 9;
    }

    @Override
    public ObjectNode options(Panel panel) {
        ObjectNode options = Json.object()
                .put("alignValue", "left")
                .put("mergeValues", true)
                .put("rowHeight", 0.8)
                .put("showValue", "auto");
        options.set("legend", Json.legend(false));
        options.set("tooltip", Json.tooltip("single", "none"));
        return options;
    }

    @Override
    public ObjectNode custom(Panel panel) {
        ObjectNode custom = Json.object()
                .put("fillOpacity", 70)
                .put("insertNulls", false)
                .put("lineWidth", 0)
                .put("spanNulls", true);
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
