package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.event.ActorType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What goes on with a customer after they bought: visits, offers, referrals, purchases, and that some leave. */
final class CustomerCare {
    private static final long HOUR = 3_600_000;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Weighted<String> VISITS = Weighted.of(List.of("routine", "interview", "training"), 6, 2, 2);
    private static final Weighted<String> OFFERS =
            Weighted.of(List.of("training", "health check", "early access"), 4, 3, 2);
    private static final Weighted<String> REASONS =
            Weighted.of(List.of("price", "service", "competitor", "closed down"), 4, 3, 3, 1);

    private final Engagement deal;
    private final Tenant tenant;
    private final SeededRandom random;
    private final SeededRandom defects;
    private int eventCount;

    CustomerCare(Engagement deal, SeededRandom random) {
        this.deal = deal;
        this.tenant = deal.tenant();
        this.random = random;
        this.defects = random.split();
    }

    void begin(BigDecimal amount, long won) {
        planVisit(won);
        for (int offer = random.between(0, 3); offer > 0; offer--) {
            String kind = OFFERS.draw(random);
            later(
                    won,
                    2,
                    60,
                    at -> publish(
                            event("offer.value_added", at).byRep(deal.owner()).with("kind", kind)));
        }
        if (random.hit(0.1)) {
            String referred = "C-9" + random.between(1000, 9999);
            later(
                    won,
                    5,
                    40,
                    at -> publish(event("referral.made", at)
                            .by(ActorType.CUSTOMER, deal.customerId())
                            .with("referred", referred)));
        }
        if (random.hit(0.18)) {
            BigDecimal again = amount.multiply(BigDecimal.valueOf(random.between(40, 190), 2))
                    .setScale(2, RoundingMode.HALF_UP);
            later(won, 8, 60, at -> publish(withAmount(event("purchase.repeated", at), again)));
        }
        if (random.hit(0.08)) {
            later(
                    won,
                    30,
                    70,
                    at -> publish(withAmount(event("contract.renewed", at), amount)
                            .with("contract_id", deal.leadId().replace("L-", "K-"))));
        } else if (random.hit(0.05)) {
            String reason = REASONS.draw(random);
            later(won, 15, 70, at -> publish(event("customer.churned", at).with("reason", reason)));
        }
    }

    /** Four visits in five take place, three of four of them to a purpose. */
    private void planVisit(long won) {
        String visit = deal.leadId().replace("L-", "V-");
        String kind = VISITS.draw(random);
        boolean effective = random.hit(0.75);
        long planned = tenant.hours().after(won, random.millis(HOUR, 16 * HOUR));
        long date = tenant.hours().attended(planned + random.millis(2 * DAY, 9 * DAY), random);
        tenant.schedule()
                .at(
                        planned,
                        at -> publish(event("visit.planned", at)
                                .byRep(deal.owner())
                                .with("visit_id", visit)
                                .with("kind", kind)
                                .with("planned_at", Instant.ofEpochMilli(date).toString())));
        if (random.hit(0.82)) {
            tenant.schedule()
                    .at(
                            date - random.millis(0, HOUR),
                            at -> publish(event("visit.completed", at)
                                    .byRep(deal.owner())
                                    .with("visit_id", visit)
                                    .with("kind", kind)
                                    .with("effective", effective)));
        }
    }

    private void later(long won, int fromDays, int toDays, Schedule.Action action) {
        tenant.schedule()
                .at(tenant.hours().attended(won + random.millis(fromDays * DAY, toDays * DAY), random), action);
    }

    private EventDraft event(String type, long at) {
        eventCount++;
        return new EventDraft(
                        tenant.profile().id(),
                        deal.leadId() + "-care-" + eventCount,
                        type,
                        "customer/" + deal.customerId(),
                        at,
                        eventCount)
                .with("customer_id", deal.customerId())
                .with("owner", deal.owner().id());
    }

    private EventDraft withAmount(EventDraft event, BigDecimal amount) {
        return event.with("amount", amount.toPlainString())
                .with("currency", tenant.profile().currency());
    }

    private void publish(EventDraft event) {
        tenant.outbox().publish(event, defects);
    }
}
