package dev.crmpulse.connectors.mapping;

/**
 * An event of the contract, ready to be sent.
 *
 * @param key tenant, slash, subject; null where the bytes of a given event do not name them
 * @param timeMillis when it happened, in milliseconds since 1970 UTC; {@link #NO_TIME} where the bytes do not say
 * @param json CloudEvents 1.0 JSON on one line, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record MappedEvent(String key, long timeMillis, byte[] json) {
    /** Stands for a time that could not be read. */
    public static final long NO_TIME = Long.MIN_VALUE;
}
