package dev.crmpulse.connectors.cloudevents;

import java.util.Set;

/**
 * Something that could not be taken in, kept whole so that it can be mended and sent again.
 *
 * @param position where it was found: {@code topic/partition/offset}, {@code file:record} or {@code table/row hash}
 * @param reason short and stable, to group by, such as {@code no time}
 * @param detail what was wrong here, without personal data
 * @param originFile file it was read from, empty if none
 * @param originRow record of that file, counted from 1; 0 if none
 * @param foundAtMillis when it was found, milliseconds since 1970 UTC
 */
@SuppressWarnings("ArrayRecordComponent") // letters travel, they are never compared
public record DeadLetter(
        String position,
        String reason,
        String detail,
        String originFile,
        long originRow,
        long foundAtMillis,
        byte[] bytes)
        implements ParsedRecord {
    static final String UNKNOWN_TENANT = "unknown tenant";
    static final String TOO_FAR_IN_THE_FUTURE = "too far in the future";

    /** Reasons that lie in the moment or in the configuration: the same event may be taken in another time. */
    public static final Set<String> PASSING_REASONS = Set.of(UNKNOWN_TENANT, TOO_FAR_IN_THE_FUTURE);
}
