package dev.crmpulse.metrics.desk;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_MONEY;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.ViewColumn;

/**
 * One invoice, until what was received for it in its currency reaches its amount. Times are milliseconds since 1970 UTC.
 *
 * @param key of the invoice
 * @param dueAt by when it is to be paid, null where that is not known
 * @param paymentCount payments in its currency, {@code foreignCount} those in another one
 * @param endedAt since when it has been paid, null while it is not
 */
public record Invoice(
        EntityKey key,
        Parties parties,
        String contractId,
        Money due,
        Long dueAt,
        int paymentCount,
        int foreignCount,
        long startedAt,
        Long endedAt)
        implements DeskFact {

    public static final FactType<Invoice> TYPE = FactType.<Invoice>named(
                    "invoice", 1, "One invoice, until it is paid in its currency (M21)")
            .column("invoice_id", TEXT, "The invoice", i -> i.key.id())
            .column("contract_id", TEXT, "The contract, empty if unknown", Invoice::contractId)
            .columns(DeskFact::parties)
            .column("amount", NULLABLE_MONEY, "What is to be paid, in its currency", i -> i.due.amount())
            .column("currency", LABEL, "Currency of the amount, never converted", i -> i.due.currency())
            .column("due_at", NULLABLE_TIME, "By when it is to be paid, NULL if unknown", Invoice::dueAt)
            .column("payment_count", COUNT, "Payments in its currency, refunds included", Invoice::paymentCount)
            .column(
                    "foreign_count",
                    COUNT,
                    "Payments in another currency, which pay nothing of it",
                    Invoice::foreignCount)
            .column("ended_at", NULLABLE_TIME, "Since when it has been paid, NULL while it is not", Invoice::endedAt)
            .duration("Issued to paid", Invoice::endedAt)
            .alias("paid_at", "ended_at")
            .computed(
                    "paid_in_time",
                    "1 where it was paid by its date, 0 where not, NULL while that is open",
                    "multiIf(due_at IS NULL, NULL, ended_at IS NOT NULL, toNullable(ended_at <= due_at), "
                            + ViewColumn.HORIZON + " > due_at, false, NULL)")
            .openSeconds("ended_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at")
            .build();
}
