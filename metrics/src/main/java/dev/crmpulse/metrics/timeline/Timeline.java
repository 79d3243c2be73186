package dev.crmpulse.metrics.timeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * The folds that evaluate the histories of one kind of root together. Adding a metric to a timeline is adding its fold to
 * the list; its state is then built from each root's history on first touch.
 *
 * @param name name of the timeline, such as {@code engagement}
 */
public record Timeline(String name, List<Fold<?, ?>> folds) implements Serializable {
    public Timeline {
        folds = List.copyOf(folds);
    }

    /** The state of a root nothing is known of. */
    public TimelineState newState() {
        return new TimelineState(folds.size());
    }

    public void write(TimelineState state, DataOutput out) throws IOException {
        state.write(this, out);
    }

    public TimelineState read(DataInput in) throws IOException {
        return TimelineState.read(this, in);
    }

    /** Position of the fold with this metric and definition, -1 where the timeline has no such fold (any more). */
    int indexOf(String metric, long version) {
        for (int i = 0; i < folds.size(); i++) {
            Fold<?, ?> fold = folds.get(i);
            if (fold.metric().equals(metric)) {
                return fold.version() == version ? i : -1;
            }
        }
        return -1;
    }
}
