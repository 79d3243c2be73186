package dev.crmpulse.metrics.desk;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.InvoicePayload.Due;
import dev.crmpulse.engine.event.InvoicePayload.Received;
import dev.crmpulse.engine.policy.PlannedDate;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One invoice: what is to be paid by when, and what was received for it, the earliest first. */
final class Account implements BinaryState {
    private Parties parties = Parties.NONE;
    private String contractId = "";
    private Money due = Money.UNKNOWN;
    private long dueAt = BinaryCodec.NO_TIME;
    private long startedAt = BinaryCodec.NO_TIME;
    private final List<Payment.Received> payments = new ArrayList<>();

    /** Takes in the next event. */
    void apply(CrmEvent event, TenantPolicies policies) {
        parties = parties.after(event);
        if (event.payload() instanceof Due stated) {
            startedAt = isIssued() ? startedAt : event.timeMillis();
            contractId = contractId.isEmpty() ? stated.contractId() : contractId;
            due = due.after(event, stated.amount(), stated.currency());
            Long date = PlannedDate.DUE_AT.of(
                    event, policies.profile(event.timeMillis()).zone());
            if (date != null) {
                dueAt = date;
            } else if (PlannedDate.DUE_AT.isClearedBy(event)) {
                dueAt = BinaryCodec.NO_TIME;
            }
        } else if (event.payload() instanceof Received received && received.amount() != null) {
            // a payment that is stated again takes the place of what was stated before
            payments.removeIf(payment ->
                    !payment.paymentId().isEmpty() && payment.paymentId().equals(received.paymentId()));
            payments.add(new Payment.Received(
                    received.paymentId(), received.amount(), received.currency(), event.timeMillis()));
        }
    }

    Parties parties() {
        return parties;
    }

    String contractId() {
        return contractId;
    }

    Money due() {
        return due;
    }

    long dueAt() {
        return dueAt;
    }

    long startedAt() {
        return startedAt;
    }

    List<Payment.Received> payments() {
        return payments;
    }

    /** Whether it was stated what is to be paid. */
    boolean isIssued() {
        return startedAt != BinaryCodec.NO_TIME;
    }

    /** Whether a payment is known to be in another currency than what is due. */
    boolean isForeign(Payment.Received payment) {
        return due.amount() != null && !payment.currency().equals(due.currency());
    }

    /** Since when what was received in the currency of the invoice has reached its amount; {@link BinaryCodec#NO_TIME} while it has not. */
    long paidAt() {
        long since = BinaryCodec.NO_TIME;
        if (due.amount() == null) {
            return since;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Payment.Received payment : payments) {
            if (!isForeign(payment)) {
                sum = sum.add(payment.amount());
                if (sum.compareTo(due.amount()) < 0) {
                    since = BinaryCodec.NO_TIME;
                } else if (since == BinaryCodec.NO_TIME) {
                    since = Math.max(payment.atMillis(), startedAt);
                }
            }
        }
        return since;
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        parties = parties.fields(f);
        contractId = f.text(contractId);
        due = due.fields(f);
        dueAt = f.time(dueAt);
        startedAt = f.time(startedAt);
        f.values(payments, Payment.Received.BLANK);
    }
}
