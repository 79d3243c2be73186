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

    /** Which values of a query a figure shows: the last one of each field, or each of its rows. */
    static ObjectNode reduce(boolean everyRow) {
        ObjectNode reduce = object().put("values", everyRow).put("fields", "");
        reduce.putArray("calcs").add("lastNotNull");
        return reduce;
    }

    static ObjectNode hideNowhere() {
        return object().put("legend", false).put("tooltip", false).put("viz", false);
    }
}
