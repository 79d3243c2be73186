package dev.crmpulse.alerts;

import java.time.Duration;

/** What became of a post. */
sealed interface Answer {
    /** It is delivered. */
    record Accepted() implements Answer {}

    /**
     * It will never be taken.
     *
     * @param why in a few words, without anything of address or contents
     */
    record Refused(String why) implements Answer {}

    /**
     * It may be taken later.
     *
     * @param retryAfter how long the receiver asks to be left alone, zero if it does not say
     */
    record Unavailable(String why, Duration retryAfter) implements Answer {}
}
