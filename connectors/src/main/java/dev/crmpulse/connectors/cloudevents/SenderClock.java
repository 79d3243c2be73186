package dev.crmpulse.connectors.cloudevents;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.TimeRange;
import java.time.Duration;
import java.time.Instant;

/** When an event happened, where its sender's clock may be wrong. All times are milliseconds since 1970 UTC. */
final class SenderClock {
    private final boolean stampsReceipt;
    private final Duration futureTolerance;
    private final long futureToleranceMillis;

    SenderClock(IntakeRules rules) {
        stampsReceipt = rules.receipt() == IntakeRules.Receipt.STAMPED;
        futureTolerance = rules.futureTolerance();
        futureToleranceMillis = futureTolerance.toMillis();
    }

    /** Whether the arrival of an event is its first receipt, to be noted: it says when it was sent, not when received. */
    boolean stampsReceipt(EventMembers members, long sentMillis) {
        return stampsReceipt && sentMillis != CrmEvent.NOT_RECORDED && !members.has(Attribute.RECEIVEDAT);
    }

    /**
     * The time of an event by the receiver's clock: corrected by what the sender's clock was off, where both ends of the
     * way are known.
     *
     * @throws ContractViolation where that is outside of the range of times
     */
    long correct(long timeMillis, long sentMillis, long receivedMillis) throws ContractViolation {
        if (sentMillis == CrmEvent.NOT_RECORDED || receivedMillis == CrmEvent.NOT_RECORDED) {
            return timeMillis;
        }
        long corrected = timeMillis + receivedMillis - sentMillis;
        if (!TimeRange.contains(corrected)) {
            throw new ContractViolation(
                    "bad time", "time, corrected by sentat and receivedat, is outside of " + TimeRange.WORDS);
        }
        return corrected;
    }

    /** Refuses what says it happened later than it arrived, beyond the tolerance. */
    void requireArrived(long happenedMillis, long arrivedMillis) throws ContractViolation {
        if (happenedMillis > arrivedMillis + futureToleranceMillis) {
            throw new ContractViolation(
                    DeadLetter.TOO_FAR_IN_THE_FUTURE,
                    "it happened at " + Instant.ofEpochMilli(happenedMillis) + ", it arrived at "
                            + Instant.ofEpochMilli(arrivedMillis) + " and the tolerance is " + futureTolerance);
        }
    }
}
