package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A table of the query's rows, in its order. */
final class TableWriter implements PanelWriter {
    @Override
    public String type() {
        return "table";
    }

    @Override
    public int height() {
        return 9;
    }

    @Override
    public ObjectNode options(Panel panel) {
        return Json.object().put("cellHeight", "sm").put("showHeader", true);
    }

    @Override
    public ObjectNode custom(Panel panel) {
        ObjectNode custom =
                Json.object().put("align", "auto").put("filterable", false).put("inspect", false);
        custom.putObject("cellOptions").put("type", "auto");
        return custom;
    }
}
