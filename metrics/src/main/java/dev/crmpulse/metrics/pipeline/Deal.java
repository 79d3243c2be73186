package dev.crmpulse.metrics.pipeline;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_MONEY;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactId;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;
import java.math.BigDecimal;

/** How one deal went so far. Times are milliseconds since 1970 UTC. */
public record Deal(
        FactSubject subject,
        String owner,
        String stage,
        BigDecimal amount,
        String currency,
        Outcome outcome,
        String lossReason,
        int reopenCount,
        long startedAt,
        Long endedAt)
        implements Fact {

    public static final FactType<Deal> TYPE = FactType.<Deal>named(
                    "deal", 1, "One deal, its outcome and its cycle (M5)")
            .column("deal_id", TEXT, "The deal", deal -> deal.subject.dealId())
            .column("lead_id", TEXT, "The lead it came from, empty if unknown", deal -> deal.subject.leadId())
            .column("customer_id", TEXT, "The customer, empty if unknown", deal -> deal.subject.customerId())
            .column("owner", TEXT, "Owner of the deal, else of its lead", Deal::owner)
            .column("stage", LABEL, "Stage it was last reported in", Deal::stage)
            .column("amount", NULLABLE_MONEY, "Last amount reported, in its currency", Deal::amount)
            .column("currency", LABEL, "Currency of the amount, never converted", Deal::currency)
            .column("outcome", LABEL, "open, won or lost", deal -> deal.outcome.label())
            .column("loss_reason", LABEL, "Why it was lost, empty unless it was", Deal::lossReason)
            .column("reopen_count", COUNT, "How often it went on after it was closed", Deal::reopenCount)
            .column("ended_at", NULLABLE_TIME, "When it was won or lost, NULL while open", Deal::endedAt)
            .duration("Creation to outcome", Deal::endedAt)
            .alias("created_at", "started_at")
            .alias("closed_at", "ended_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at")
            .build();

    @Override
    public String tenant() {
        return subject.tenant();
    }

    @Override
    public String id() {
        return FactId.ofDeal(subject.leadId(), subject.dealId());
    }
}
