package dev.crmpulse.cli.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a replay did.
 *
 * @param records read from the files
 * @param events sent
 * @param rejects records that did not fit the mapping
 * @param ignored records that the mapping leaves out
 * @param leftToLive events of the files that were left out because a live job brings them
 * @param delivered deliveries taken in by this replay
 * @param accepted change of the number of accepted events
 * @param twins change of the number of duplicates that have an id of their own and the contents of an accepted event
 * @param late deliveries refused as too late
 * @param deadLetters those of this replay, by reason
 * @param rows rows of each fact view afterwards
 * @param retracted facts of earlier runs that a rebuild took back
 * @param horizon up to when silence is evaluated now; empty where no event was ever accepted
 */
public record ReplayReport(
        long run,
        long records,
        long events,
        long rejects,
        long ignored,
        long leftToLive,
        long delivered,
        long accepted,
        long twins,
        long late,
        Map<String, Long> deadLetters,
        Map<String, Long> rows,
        long retracted,
        Optional<Instant> horizon,
        Duration elapsed) {
    /** Deliveries that count no more than once: repeated ids, and twins. */
    public long duplicates() {
        return delivered - accepted - late;
    }
}
