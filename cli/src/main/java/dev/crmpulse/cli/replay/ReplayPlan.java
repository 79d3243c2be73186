package dev.crmpulse.cli.replay;

import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.engine.policy.Policy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be replayed.
 *
 * @param asOf up to when silence is evaluated at the end; empty for the largest event time
 * @param until events of this moment and later are left out, because another way brings them; empty for none
 * @param start whether to go on from the state that is there
 * @param policies that come with the history, and may date from any time; empty to evaluate by those that are there
 * @param eventsPerSecond how fast events are sent; 0 for as fast as they go
 */
public record ReplayPlan(
        List<Path> files,
        Mapping mapping,
        Optional<Instant> asOf,
        Optional<Instant> until,
        Start start,
        List<Policy> policies,
        long eventsPerSecond) {
    /** How a replay begins. */
    public enum Start {
        /** From the state of earlier replays. */
        RESUME,
        /** From nothing, as a new run that retracts what it does not publish itself. */
        REBUILD
    }

    public ReplayPlan {
        files = List.copyOf(files);
        policies = List.copyOf(policies);
    }
}
