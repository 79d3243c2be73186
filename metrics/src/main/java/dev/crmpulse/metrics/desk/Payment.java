package dev.crmpulse.metrics.desk;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_MONEY;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.FactId;
import dev.crmpulse.engine.fact.FactType;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * One payment that was received; a refund is negative.
 *
 * @param key of the invoice, or of what else the payment is about
 * @param paymentNo counts the payments of the key from 1
 * @param foreign whether its currency is not that of the invoice
 */
public record Payment(EntityKey key, Parties parties, int paymentNo, Received received, boolean foreign)
        implements DeskFact {

    public static final FactType<Payment> TYPE = FactType.<Payment>named(
                    "payment", 1, "One payment that was received, in its currency (M21)")
            .column("payment_no", COUNT, "Counts the payments for the invoice from 1", Payment::paymentNo)
            .column("payment_id", TEXT, "The payment, empty if it was not named", p -> p.received.paymentId)
            .column("invoice_id", TEXT, "The invoice, empty if it was for none", Payment::invoiceId)
            .columns(DeskFact::parties)
            .column(
                    "amount",
                    NULLABLE_MONEY,
                    "What was received, in its currency; a refund is negative",
                    p -> p.received.amount)
            .column("currency", LABEL, "Currency of the amount, never converted", p -> p.received.currency)
            .column(
                    "is_foreign",
                    COUNT,
                    "1 where the invoice is in another currency, else 0",
                    payment -> payment.foreign ? 1 : 0)
            .alias("received_at", "started_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("started_at")
            .build();

    /** A payment as it is remembered with its invoice. */
    record Received(String paymentId, BigDecimal amount, String currency, long atMillis)
            implements BinaryValue<Received> {
        static final Received BLANK = new Received("", null, "", 0);

        @Override
        public Received fields(BinaryFields f) throws IOException {
            return new Received(f.text(paymentId), f.decimal(amount), f.text(currency), f.fixedLong(atMillis));
        }
    }

    @Override
    public String id() {
        return key.kind() + '/' + FactId.part(key.id()) + '/' + paymentNo;
    }

    @Override
    public long startedAt() {
        return received.atMillis;
    }

    private String invoiceId() {
        return key.kind().equals(EntityKey.INVOICE) ? key.id() : "";
    }
}
