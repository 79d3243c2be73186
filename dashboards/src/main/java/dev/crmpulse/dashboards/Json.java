package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Objects that recur in dashboards. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A legend below the chart. */
    static ObjectNode legend(boolean shown) {
        ObjectNode legend =
                object().put("displayMode", "list").put("placement", "bottom").put("showLegend", shown);
        legend.putArray("calcs");
        return legend;
    }

    static ObjectNode tooltip(String mode, String sort) {
        return object().put("mode", mode).put("sort", sort);
    }

    static ObjectNode hideNowhere() {
        return object().put("legend", false).put("tooltip", false).put("viz", false);
    }
}
