package dev.crmpulse.bench;

import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import java.time.Duration;
import org.apache.flink.api.common.functions.FilterFunction;

/**
 * How events of a bounded topic arrive as those of a live one do: a few, then a checkpoint.
 *
 * @param eventsBetween how many a subtask lets through between two checkpoints, about
 */
record Pace(Duration checkpointInterval, int eventsBetween) {
    FilterFunction<ParsedRecord> gate() {
        return new Gate(checkpointInterval.toMillis(), eventsBetween);
    }

    private static final class Gate implements FilterFunction<ParsedRecord> {
        private static final long serialVersionUID = 1;

        private final long pauseMillis;
        private final int eventsBetween;
        private int passed;

        Gate(long pauseMillis, int eventsBetween) {
            this.pauseMillis = pauseMillis;
            this.eventsBetween = eventsBetween;
        }

        @Override
        public boolean filter(ParsedRecord event) throws InterruptedException {
            passed++;
            if (passed % eventsBetween == 0) {
                Thread.sleep(pauseMillis);
            }
            return true;
        }
    }
}
