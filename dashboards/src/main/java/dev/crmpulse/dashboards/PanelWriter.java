package dev.crmpulse.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How one type of panel is written. */
interface PanelWriter {
    /** Grafana's name of the type. */
    String type();

    /** Rows of a board that it usually needs. */
    int height();

    /** Its {@code options}. */
    ObjectNode options(Panel panel);

    /** What only this type knows of its fields: {@code custom} of the field configuration; empty for none. */
    default ObjectNode custom(Panel panel) {
        return Json.object();
    }

    /** Mode of the colours that fields have where nothing else is said. */
    default String colorMode() {
        return "thresholds";
    }

    /** Whether the query gives a time axis, of which Grafana makes one series for each combination of texts. */
    default boolean isSeries() {
        return false;
    }

    static PanelWriter of(Panel.Kind kind) {
        return switch (kind) {
            case STAT -> new StatWriter();
            case TIMESERIES -> new TimeseriesWriter();
            case BARCHART -> new BarChartWriter();
            case TABLE -> new TableWriter();
            case STATE_TIMELINE -> new StateTimelineWriter();
        };
    }
}
