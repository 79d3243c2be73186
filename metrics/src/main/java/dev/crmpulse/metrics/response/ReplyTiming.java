package dev.crmpulse.metrics.response;

/**
 * A wait for a reply in time: milliseconds since 1970 UTC, null while they lie ahead.
 *
 * @param endedAt when the reply came
 * @param botRepliedAt when a bot first wrote before that
 * @param cancelledAt when a reply was no longer due
 * @param cancelReason why, empty where it still is or came
 */
record ReplyTiming(long startedAt, Long endedAt, Long botRepliedAt, Long cancelledAt, String cancelReason) {}
