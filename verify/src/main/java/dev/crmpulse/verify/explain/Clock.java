package dev.crmpulse.verify.explain;

import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.metrics.sla.SlaClock;
import java.time.Instant;

/**
 * One level of one SLA as a manager reads it; the values are those of its fact.
 *
 * @param sla the version of the rule that evaluates it, null where it is not known any more
 */
public record Clock(Explanation.StatedFact fact, SlaPolicy sla) {
    private static final String OPEN = "open";
    private static final String KEPT = "kept";

    static boolean isClock(Explanation.StatedFact fact) {
        return fact.fact().equals(SlaClock.TYPE.name());
    }

    /** A value of the fact; of columns that are not known it fails. */
    public FactValue value(String column) {
        FactValue value = fact.values().get(column);
        if (value == null) {
            throw new IllegalArgumentException("an SLA's clock has no column " + column);
        }
        return value;
    }

    public String text(String column) {
        return value(column).text();
    }

    /** A moment, null where it has not come. */
    public Instant time(String column) {
        return value(column).time();
    }

    /** Whether nights and holidays do not count. */
    public boolean isBusinessTime() {
        return sla != null && sla.time() == SlaPolicy.ClockTime.BUSINESS;
    }

    /** How long the level has, such as {@code 2 h}; empty where the rule is not known any more. */
    public String target() {
        long level = value("level_no").number().longValueExact();
        return sla == null || level < 1 || level > sla.levels().size()
                ? ""
                : sla.levels().get((int) level - 1).target().toString();
    }

    /** Whether it is kept so far and may be broken yet. */
    public boolean isOpen() {
        return text("state").equals(OPEN);
    }

    /** Whether it ended in time. */
    public boolean isKept() {
        return text("state").equals(KEPT);
    }

    /** Whether it still runs, broken or not. */
    public boolean isRunning() {
        return time("ended_at") == null;
    }
}
