package dev.crmpulse.metrics.catalogue;

import dev.crmpulse.metrics.pipeline.SalesCycleFold;
import dev.crmpulse.metrics.pipeline.StageDwellFold;
import dev.crmpulse.metrics.response.FirstResponseFold;
import dev.crmpulse.metrics.timeline.Timeline;
import java.util.List;

/** All timelines and the metrics on them. A new metric is one more line here. */
public final class Timelines {
    /** Histories of leads, and of deals without one. */
    public static final Timeline ENGAGEMENT = new Timeline(
            "engagement",
            List.of(
                    new FirstResponseFold(), //
                    new StageDwellFold(),
                    new SalesCycleFold()));

    /** Every timeline. */
    public static final List<Timeline> ALL = List.of(ENGAGEMENT);

    private Timelines() {}
}
