package dev.crmpulse.metrics.assignment;

import static dev.crmpulse.metrics.assignment.BreakerState.AT_RISK;
import static dev.crmpulse.metrics.assignment.BreakerState.CLOSED;
import static dev.crmpulse.metrics.assignment.BreakerState.HALF_OPEN;
import static dev.crmpulse.metrics.assignment.BreakerState.OPEN;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.policy.BreakerPolicy;
import dev.crmpulse.engine.timeline.Fold;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The circuit breaker of one rule of assignment in one region, and the periods it has been through. It moves by the
 * decisions of the rule, and by time alone from open to half-open.
 */
final class CircuitBreaker implements BinaryState {
    private final List<Period> periods = new ArrayList<>();
    private int failuresInRow;

    /** One period in one state. */
    static final class Period implements BinaryState {
        private BreakerState state = CLOSED;
        private long startedAt;
        private String leadId = "";
        private int policyVersion;
        private long coolsDownAt = BinaryCodec.NO_TIME;
        private int failures;
        private int failuresInRow;
        private long endedAt = BinaryCodec.NO_TIME;

        BreakerState state() {
            return state;
        }

        long startedAt() {
            return startedAt;
        }

        /** The lead whose decision began it, empty where time did. */
        String leadId() {
            return leadId;
        }

        /** Version of the policy in force when it began. */
        int policyVersion() {
            return policyVersion;
        }

        /** When an open breaker becomes half-open; {@link BinaryCodec#NO_TIME} of other states. */
        long coolsDownAt() {
            return coolsDownAt;
        }

        /** Failures in it. */
        int failures() {
            return failures;
        }

        /** Failures since the last success, as of its end. */
        int failuresInRow() {
            return failuresInRow;
        }

        /** {@link BinaryCodec#NO_TIME} while it lasts. */
        long endedAt() {
            return endedAt;
        }

        @Override
        public void fields(BinaryFields f) throws IOException {
            state = f.code(state, BreakerState.CODES);
            startedAt = f.fixedLong(startedAt);
            leadId = f.text(leadId);
            policyVersion = f.varInt(policyVersion);
            coolsDownAt = f.time(coolsDownAt);
            failures = f.varInt(failures);
            failuresInRow = f.varInt(failuresInRow);
            endedAt = f.time(endedAt);
        }
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        failuresInRow = f.varInt(failuresInRow);
        f.list(periods, Period::new);
    }

    /** The periods so far, the earliest first; the last one goes on. */
    List<Period> periods() {
        return periods;
    }

    /** Takes in that the rule gave a lead to somebody. */
    void succeed(long atMillis, String leadId, BreakerPolicy policy) {
        begin(atMillis, leadId, policy);
        Period now = last();
        // what an open breaker lets through is no probe: the rule is tried when the cool-down is over
        if (now.state == OPEN) {
            return;
        }
        failuresInRow = 0;
        if (now.state == CLOSED) {
            now.failuresInRow = 0;
        } else {
            enter(CLOSED, atMillis, leadId, policy);
        }
    }

    /** Takes in that the rule found nobody for a lead. */
    void fail(long atMillis, String leadId, BreakerPolicy policy) {
        begin(atMillis, leadId, policy);
        failuresInRow++;
        BreakerState state = last().state;
        BreakerState next = state == OPEN || state == HALF_OPEN ? OPEN : byFailures(policy);
        if (next != state) {
            enter(next, atMillis, leadId, policy);
        }
        last().failures++;
        last().failuresInRow = failuresInRow;
    }

    /** When time alone moves it, {@link Fold#NEVER} if that does not. */
    long nextDeadline() {
        return !periods.isEmpty() && last().state == OPEN ? last().coolsDownAt : Fold.NEVER;
    }

    /** Takes in that its deadline has passed. */
    void passDeadline() {
        Period half = enter(HALF_OPEN, last().coolsDownAt, "", last().policyVersion);
        half.failuresInRow = failuresInRow;
    }

    /** The first decision finds it closed, one after the cool-down half-open. */
    private void begin(long atMillis, String leadId, BreakerPolicy policy) {
        if (periods.isEmpty()) {
            enter(CLOSED, atMillis, leadId, policy);
        } else if (nextDeadline() < atMillis) {
            passDeadline();
        }
    }

    private BreakerState byFailures(BreakerPolicy policy) {
        if (failuresInRow >= policy.open()) {
            return OPEN;
        }
        return failuresInRow >= policy.atRisk() ? AT_RISK : CLOSED;
    }

    private void enter(BreakerState state, long atMillis, String leadId, BreakerPolicy policy) {
        Period next = enter(state, atMillis, leadId, policy.version());
        next.coolsDownAt = state == OPEN ? atMillis + policy.coolDown().millis() : BinaryCodec.NO_TIME;
    }

    private Period enter(BreakerState state, long atMillis, String leadId, int policyVersion) {
        if (!periods.isEmpty()) {
            last().endedAt = atMillis;
        }
        Period next = new Period();
        next.state = state;
        next.startedAt = atMillis;
        next.leadId = leadId;
        next.policyVersion = policyVersion;
        periods.add(next);
        return next;
    }

    private Period last() {
        return periods.get(periods.size() - 1);
    }
}
