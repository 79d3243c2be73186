package dev.crmpulse.verify.trial;

import java.time.YearMonth;
import java.util.List;

/**
 * How history comes out by the policies in force and by those that are tried.
 *
 * @param slas of every SLA that the tried policies change, by month, team and level
 * @param totals the same of all months and teams
 * @param families all kinds of facts
 * @param published whether what is published is what the policies in force say
 */
public record TrialReport(List<SlaLine> slas, List<SlaLine> totals, List<FamilyLine> families, Published published) {
    public TrialReport {
        slas = List.copyOf(slas);
        totals = List.copyOf(totals);
        families = List.copyOf(families);
    }

    /**
     * Which clocks.
     *
     * @param tenant empty where it is all tenants
     * @param month in which they began, on the clocks of the tenant; null where it is all
     * @param team of whoever owned the entity when that was decided by the policies in force, or else by the tried ones; empty where
     *     it is unknown or all
     * @param sla id of the SLA
     * @param level name of the level
     */
    public record SlaGroup(String tenant, YearMonth month, String team, String sla, String level) {}

    /** Some clocks by the policies in force and by those that are tried. */
    public record SlaLine(SlaGroup group, KeptCounts now, KeptCounts tried) {
        /** By how many percentage points more are kept, negative if fewer; NaN where one of both decides none. */
        public double difference() {
            return tried.keptPercent() - now.keptPercent();
        }
    }

    /**
     * The facts of one kind.
     *
     * @param fact name of its view, such as {@code sla_clock}
     * @param now how many there are by the policies in force
     * @param tried how many there are by those that are tried
     * @param different how many are there by both, and differ in more than the policy they name
     * @param onlyNow how many are there by the policies in force alone
     * @param onlyTried how many are there by the tried ones alone
     */
    public record FamilyLine(String fact, long now, long tried, long different, long onlyNow, long onlyTried) {
        /** Whether the tried policies change anything of it. */
        public boolean isChanged() {
            return different + onlyNow + onlyTried > 0;
        }
    }

    /**
     * What the views show beside what was evaluated here by the policies in force.
     *
     * @param unequal views that show other rows
     * @param isMoving whether a job wrote meanwhile, so that they could not be compared
     */
    public record Published(List<String> unequal, boolean isMoving) {
        public Published {
            unequal = List.copyOf(unequal);
        }
    }
}
