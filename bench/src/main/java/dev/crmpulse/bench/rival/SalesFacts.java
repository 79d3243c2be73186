package dev.crmpulse.bench.rival;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * What the three metrics say of a lead, of its deal or of both. Times are milliseconds since 1970 UTC, null while they lie ahead.
 *
 * @param response null where no creation of a lead is known
 * @param cycle null where nothing of a deal is known
 */
public record SalesFacts(String leadId, String dealId, Response response, List<Visit> visits, Cycle cycle) {
    /** M1. */
    public record Response(long createdAt, Long assignedAt, Long answeredAt) {}

    /** M4. */
    public record Visit(int number, String stage, long enteredAt, Long leftAt) {}

    /** M5. */
    public record Cycle(long createdAt, Long wonAt) {}

    /** Hands over each fact in words, what it is about first. */
    public void describe(BiConsumer<String, String> to) {
        if (response != null) {
            to.accept(
                    "first response of " + leadId,
                    firstResponse(response.createdAt, response.assignedAt, response.answeredAt));
        }
        if (cycle != null) {
            visits.forEach(visit -> to.accept(
                    "visit " + visit.number + " of " + dealId, visit(visit.stage, visit.enteredAt, visit.leftAt)));
            to.accept("cycle of " + dealId, cycle(cycle.wonAt == null ? "open" : "won", cycle.createdAt, cycle.wonAt));
        }
    }

    /** How long after its creation a lead was given to somebody, and answered. */
    public static String firstResponse(long createdAt, Long assignedAt, Long answeredAt) {
        return "assigned after " + seconds(createdAt, assignedAt) + ", answered after "
                + seconds(createdAt, answeredAt);
    }

    public static String visit(String stage, long enteredAt, Long leftAt) {
        return stage + " for " + seconds(enteredAt, leftAt);
    }

    public static String cycle(String outcome, long createdAt, Long endedAt) {
        return outcome + " after " + seconds(createdAt, endedAt);
    }

    private static String seconds(long from, Long to) {
        return to == null ? "?" : (to - from) / 1000.0 + " s";
    }
}
