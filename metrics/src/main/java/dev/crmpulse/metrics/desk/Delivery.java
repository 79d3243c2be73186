package dev.crmpulse.metrics.desk;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.ViewColumn;

/**
 * The delivery of one order, from its planning to its arrival, and to the customer's signature. Times are milliseconds since
 * 1970 UTC, null while they lie ahead.
 *
 * @param key of the order
 * @param plan for when it is planned
 * @param delayCount how often a delay was announced, {@code alternativeCount} times with an alternative
 * @param endedAt when it was delivered
 */
public record Delivery(
        EntityKey key,
        Parties parties,
        String contractId,
        Plan plan,
        int delayCount,
        int alternativeCount,
        long startedAt,
        Long endedAt,
        Long signedOffAt)
        implements DeskFact {

    /**
     * For when a delivery is planned.
     *
     * @param plannedAt the date in force, null while there is none
     * @param firstPlannedAt the first one there was
     * @param planCount how many were named
     * @param confirmedAt when the date in force was confirmed
     */
    record Plan(Long plannedAt, Long firstPlannedAt, int planCount, Long confirmedAt) {}

    public static final FactType<Delivery> TYPE = FactType.<Delivery>named(
                    "delivery", 1, "The delivery of one order, against its planned date (M20)")
            .column("order_id", TEXT, "The order", d -> d.key.id())
            .column("contract_id", TEXT, "The contract, empty if unknown", Delivery::contractId)
            .columns(DeskFact::parties)
            .column(
                    "planned_at",
                    NULLABLE_TIME,
                    "The planned date in force when it was delivered, or now; NULL if none",
                    d -> d.plan.plannedAt)
            .column(
                    "first_planned_at",
                    NULLABLE_TIME,
                    "The first planned date, NULL if none",
                    d -> d.plan.firstPlannedAt)
            .column("plan_count", COUNT, "How many dates were named before the delivery", d -> d.plan.planCount)
            .column("delay_count", COUNT, "How often a delay was announced", Delivery::delayCount)
            .column("alternative_count", COUNT, "How often with an alternative", Delivery::alternativeCount)
            .column(
                    "confirmed_at",
                    NULLABLE_TIME,
                    "When the date in force was confirmed, NULL while it was not",
                    d -> d.plan.confirmedAt)
            .column("ended_at", NULLABLE_TIME, "When it was delivered, NULL while it was not", Delivery::endedAt)
            .column(
                    "signed_off_at",
                    NULLABLE_TIME,
                    "When the customer signed for it, NULL while they did not",
                    Delivery::signedOffAt)
            .duration("Planned to delivered", Delivery::endedAt)
            .alias("delivered_at", "ended_at")
            .computed(
                    "confirmed_ahead",
                    "1 where the date in force was confirmed 3 days ahead or earlier, 0 where not, NULL while that is open",
                    decided(
                            "planned_at IS NULL",
                            "confirmed_at",
                            "subtractDays(planned_at, 3)",
                            "ended_at IS NOT NULL OR "))
            .computed(
                    "on_time",
                    "1 where it was delivered by the planned date, 0 where not, NULL while that is open",
                    decided("planned_at IS NULL", "ended_at", "planned_at", ""))
            .computed(
                    "signed_off_in_time",
                    "1 where the customer signed within 24 h, 0 where not, NULL while that is open",
                    decided("ended_at IS NULL", "signed_off_at", "addHours(ended_at, 24)", ""))
            .openSeconds("ended_at")
            .computed("policy_id", "Empty: the clocks of the order say which policy evaluated them", "''")
            .ownersTeam("ended_at")
            .build();

    /** Whether something came by a moment: it did, or it did not and the moment has passed. */
    private static String decided(String unknown, String at, String due, String overBefore) {
        return "multiIf(" + unknown + ", NULL, " + at + " IS NOT NULL, toNullable(" + at + " <= " + due + "), "
                + overBefore + ViewColumn.HORIZON + " > " + due + ", false, NULL)";
    }
}
