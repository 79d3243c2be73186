package dev.crmpulse.jobs.policy;

import dev.crmpulse.engine.policy.Policies;
import java.io.Serializable;

/** Where operators learn the policies in force. */
@FunctionalInterface
public interface PolicyFeed extends Serializable {
    /** Opens the feed; it knows all policies that were applied before. */
    PolicyReader open();

    /** A feed of policies that never change. */
    static PolicyFeed of(Policies policies) {
        return () -> () -> policies;
    }
}
