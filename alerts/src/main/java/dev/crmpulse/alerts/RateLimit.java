package dev.crmpulse.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * At most so many posts within any minute. A bucket that fills evenly would let nearly twice as many through in its first
 * minute, for which robots of chat groups punish with ten minutes of silence.
 */
final class RateLimit {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final Deque<Instant> posts = new ArrayDeque<>();

    RateLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Counts a post, if there may be one now. */
    boolean tryPost(Instant now) {
        while (!posts.isEmpty() && !posts.getFirst().isAfter(now.minus(MINUTE))) {
            posts.removeFirst();
        }
        if (posts.size() >= perMinute) {
            return false;
        }
        posts.addLast(now);
        return true;
    }
}
