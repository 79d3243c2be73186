package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.event.ActorType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What follows a deal on paper: proposals and questions about them, the contract, its order, invoices and payments. Most of it is in time; what is
 * not is drawn apart from the deal, which is the same without it.
 */
final class DealDesk {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Weighted<String> DELAYS =
            Weighted.of(List.of("parts missing", "carrier", "customs", "capacity"), 4, 3, 2, 2);

    private final Engagement deal;
    private final Tenant tenant;
    private final SeededRandom random;
    private final SeededRandom defects;
    private int eventCount;
    private int proposalCount;

    DealDesk(Engagement deal, SeededRandom random) {
        this.deal = deal;
        this.tenant = deal.tenant();
        this.random = random;
        this.defects = random.split();
    }

    /** Hands in a proposal; the customer asks up to two questions and says how well it fits. */
    void propose(BigDecimal amount, long now) {
        proposalCount++;
        String proposal = id("P") + "-" + proposalCount;
        publish(byOwner(withAmount(event("proposal", proposal, "proposal.submitted", now), amount)));
        for (int question = random.between(0, 2); question > 0; question--) {
            ask(proposal, "Q-" + question, tenant.hours().attended(now + random.millis(HOUR, 2 * DAY), random));
        }
        long reviewed = tenant.hours().attended(now + random.millis(2 * DAY, 5 * DAY), random);
        boolean fits = random.hit(0.74);
        int match = fits ? random.between(90, 100) : random.between(55, 89);
        if (random.hit(0.9)) {
            tenant.schedule()
                    .at(
                            reviewed,
                            at -> publish(event("proposal", proposal, "proposal.reviewed", at)
                                    .by(ActorType.CUSTOMER, deal.customerId())
                                    .with("fully_meets", fits)
                                    .with("match", match)));
        }
    }

    /** One question in ten is answered too late, or never. */
    private void ask(String proposal, String question, long asked) {
        tenant.schedule()
                .at(
                        asked,
                        at -> publish(event("proposal", proposal, "proposal.question_asked", at)
                                .by(ActorType.CUSTOMER, deal.customerId())
                                .with("question_id", question)));
        double fate = random.unit();
        long answered = fate < 0.9
                ? Math.min(asked + 40 * HOUR, tenant.hours().after(asked, random.logNormal(2 * HOUR, 0.8)))
                : asked + random.millis(50 * HOUR, 90 * HOUR);
        if (fate < 0.97) {
            tenant.schedule()
                    .at(
                            answered,
                            at -> publish(byOwner(event("proposal", proposal, "proposal.question_answered", at)
                                    .with("question_id", question))));
        }
    }

    /** Submits the contract of a deal that was won; legal and finance review it, and it is signed. */
    void contract(BigDecimal amount, long won) {
        long submitted = tenant.hours().after(won, random.millis(HOUR, 6 * HOUR));
        long legal = reviewed(submitted, 0.06);
        long finance = reviewed(submitted, 0.1);
        long signed = tenant.hours().after(Math.max(legal, finance), random.millis(HOUR, 8 * HOUR));
        String contract = id("K");
        tenant.schedule()
                .at(
                        submitted,
                        at -> publish(
                                byOwner(withAmount(event("contract", contract, "contract.submitted", at), amount))));
        tenant.schedule().at(legal, at -> review(contract, "legal", at));
        tenant.schedule().at(finance, at -> review(contract, "finance", at));
        tenant.schedule().at(signed, at -> {
            publish(byOwner(withAmount(event("contract", contract, "contract.signed", at), amount)));
            order(contract, amount, at);
        });
    }

    /** A working day as a rule, half a week where it is late. */
    private long reviewed(long submitted, double late) {
        long hours = random.hit(late) ? random.millis(22 * HOUR, 40 * HOUR) : random.millis(HOUR, 11 * HOUR);
        return tenant.hours().after(submitted, hours);
    }

    private void review(String contract, String by, long now) {
        publish(event("contract", contract, "contract.reviewed", now)
                .by(ActorType.HUMAN, by + "-" + random.between(1, 3))
                .with("by", by)
                .with("outcome", "approved"));
    }

    private void order(String contract, BigDecimal amount, long signed) {
        String order = id("O");
        long planned = tenant.hours().after(signed, random.millis(HOUR, 10 * HOUR));
        long date = tenant.hours().attended(planned + random.millis(5 * DAY, 11 * DAY), random);
        boolean delayed = random.hit(0.12);
        long delayedAt = date - random.millis(DAY, 3 * DAY);
        long newDate = tenant.hours().attended(date + random.millis(4 * DAY, 8 * DAY), random);
        boolean alternative = random.hit(0.65);
        String reason = DELAYS.draw(random);

        tenant.schedule()
                .at(
                        planned,
                        at -> publish(byOwner(event("order", order, "order.planned", at)
                                        .with("contract_id", contract))
                                .with("planned_at", Instant.ofEpochMilli(date).toString())));
        confirm(order, planned, date);
        if (delayed) {
            tenant.schedule()
                    .at(
                            delayedAt,
                            at -> publish(byOwner(event("order", order, "order.delayed", at))
                                    .with(
                                            "planned_at",
                                            Instant.ofEpochMilli(newDate).toString())
                                    .with("alternative", alternative)
                                    .with("reason", reason)));
            confirm(order, delayedAt, newDate);
        }
        long promised = delayed ? newDate : date;
        long delivered =
                random.hit(0.91) ? promised - random.millis(0, 20 * HOUR) : promised + random.millis(4 * HOUR, 3 * DAY);
        tenant.schedule().at(delivered, at -> publish(event("order", order, "order.delivered", at)));
        long signedOff =
                delivered + (random.hit(0.9) ? random.millis(HOUR, 22 * HOUR) : random.millis(26 * HOUR, 80 * HOUR));
        if (random.hit(0.98)) {
            tenant.schedule()
                    .at(
                            signedOff,
                            at -> publish(event("order", order, "order.signed_off", at)
                                    .by(ActorType.CUSTOMER, deal.customerId())));
        }
        BigDecimal first = amount.multiply(new BigDecimal("0.4")).setScale(2, RoundingMode.HALF_UP);
        invoice(contract, "1", first, planned, planned + 7 * DAY);
        invoice(contract, "2", amount.subtract(first), delivered, delivered + 14 * DAY);
    }

    /** Confirms a date: three days ahead or earlier, sometimes too late, sometimes never. */
    private void confirm(String order, long from, long date) {
        double fate = random.unit();
        long ahead = fate < 0.9 ? random.millis(3 * DAY + HOUR, 4 * DAY) : random.millis(HOUR, 20 * HOUR);
        if (fate < 0.96) {
            tenant.schedule()
                    .at(
                            Math.max(from + MINUTE, date - ahead),
                            at -> publish(byOwner(event("order", order, "order.delivery_confirmed", at))));
        }
    }

    /** Most invoices are paid in time; some late, in parts, too much, in another currency, or never. */
    private void invoice(String contract, String number, BigDecimal amount, long issued, long due) {
        String invoice = id("I") + "-" + number;
        tenant.schedule()
                .at(
                        issued,
                        at -> publish(withAmount(event("invoice", invoice, "invoice.due", at), amount)
                                .with("contract_id", contract)
                                .with("due_at", Instant.ofEpochMilli(due).toString())));
        long inTime = issued + random.millis(HOUR, due - issued);
        long late = due + random.millis(DAY, 9 * DAY);
        double fate = random.unit();
        String own = tenant.profile().currency();
        if (fate < 0.78) {
            pay(invoice, "1", amount, own, inTime);
        } else if (fate < 0.86) {
            BigDecimal half = amount.multiply(new BigDecimal("0.5")).setScale(2, RoundingMode.HALF_UP);
            pay(invoice, "1", half, own, inTime);
            pay(invoice, "2", amount.subtract(half), own, late);
        } else if (fate < 0.93) {
            pay(invoice, "1", amount, own, late);
        } else if (fate < 0.95) {
            pay(invoice, "1", amount.add(BigDecimal.TEN), own, inTime);
        } else if (fate < 0.97) {
            pay(invoice, "1", amount, "USD", inTime);
        }
    }

    private void pay(String invoice, String number, BigDecimal amount, String currency, long received) {
        tenant.schedule()
                .at(
                        received,
                        at -> publish(event("invoice", invoice, "payment.received", at)
                                .with("payment_id", invoice + "-" + number)
                                .with("amount", amount.toPlainString())
                                .with("currency", currency)));
    }

    private String id(String kind) {
        return deal.leadId().replace("L-", kind + "-");
    }

    private EventDraft event(String kind, String id, String type, long at) {
        eventCount++;
        return new EventDraft(
                        tenant.profile().id(),
                        deal.leadId() + "-desk-" + eventCount,
                        type,
                        kind + "/" + id,
                        at,
                        eventCount)
                .with(kind + "_id", id)
                .with("lead_id", deal.leadId())
                .with("deal_id", deal.dealId())
                .with("customer_id", deal.customerId())
                .with("owner", deal.owner().id());
    }

    private EventDraft byOwner(EventDraft event) {
        return event.byRep(deal.owner());
    }

    private EventDraft withAmount(EventDraft event, BigDecimal amount) {
        return event.with("amount", amount.toPlainString())
                .with("currency", tenant.profile().currency());
    }

    private void publish(EventDraft event) {
        tenant.outbox().publish(event, defects);
    }
}
