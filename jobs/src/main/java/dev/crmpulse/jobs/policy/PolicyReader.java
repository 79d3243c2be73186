package dev.crmpulse.jobs.policy;

import dev.crmpulse.engine.policy.Policies;

/** Follows the policies. Not thread-safe; each operator has its own. */
@FunctionalInterface
public interface PolicyReader extends AutoCloseable {
    /** All policies known now; the same object while nothing new was applied. */
    Policies current();

    @Override
    default void close() {}
}
