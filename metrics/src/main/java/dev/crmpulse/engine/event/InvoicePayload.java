package dev.crmpulse.engine.event;

import java.io.IOException;
import java.math.BigDecimal;

/** Payloads of invoices. Amounts are in the unit of their currency and never converted. */
public sealed interface InvoicePayload extends Payload {
    /** So much is to be paid by a date; a later one of the same invoice takes the place of the one before. */
    record Due(String contractId, BigDecimal amount, String currency, String dueAt) implements InvoicePayload {
        static Due of(EventData data) {
            return new Due(
                    data.text(DataMember.CONTRACT_ID),
                    data.decimal(DataMember.AMOUNT),
                    data.text(DataMember.CURRENCY),
                    data.date(DataMember.DUE_AT));
        }

        @Override
        public String date(DataMember member) {
            return member == DataMember.DUE_AT ? dueAt : "";
        }

        @Override
        public Due fields(BinaryFields f) throws IOException {
            return new Due(f.text(contractId), f.decimal(amount), f.text(currency), f.text(dueAt));
        }
    }

    /** So much was paid; a refund is negative. */
    record Received(String paymentId, BigDecimal amount, String currency) implements InvoicePayload {
        static Received of(EventData data) {
            return new Received(
                    data.text(DataMember.PAYMENT_ID), data.decimal(DataMember.AMOUNT), data.text(DataMember.CURRENCY));
        }

        @Override
        public Received fields(BinaryFields f) throws IOException {
            return new Received(f.text(paymentId), f.decimal(amount), f.text(currency));
        }
    }
}
