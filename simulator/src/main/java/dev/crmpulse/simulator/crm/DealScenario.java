package dev.crmpulse.simulator.crm;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One deal from its opening through its stages to its end. */
final class DealScenario {
    private static final long MINUTE = 60_000;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long CONTACT_EVERY = Duration.ofHours(12).toMillis();
    private static final Weighted<String> REASONS = Weighted.of(
            List.of("price", "competitor", "no decision", "no budget", "timing", "features"), 28, 22, 18, 14, 10, 8);
    private static final String SILENCE = "no decision";

    private final Engagement deal;
    private final Exchanges exchanges;
    private final Tenant tenant;
    private final SeededRandom random;
    private final Outcome outcome;
    private final double contentment;
    private final String size;
    private final List<Stage> journey;
    private final DealDesk desk;
    private final CustomerCare care;
    private BigDecimal amount;

    DealScenario(Engagement deal, Exchanges exchanges, String size, Outcome outcome, double contentment) {
        this.deal = deal;
        this.exchanges = exchanges;
        this.tenant = deal.tenant();
        this.random = deal.random();
        this.outcome = outcome;
        this.contentment = contentment;
        this.size = size;
        this.journey = journey();
        this.amount = amount();
        SeededRandom ofDesk = tenant.ofDesk(deal.leadId());
        this.desk = new DealDesk(deal, ofDesk);
        this.care = new CustomerCare(deal, ofDesk.split());
    }

    /** The stages in the order in which they are visited: some are skipped, some deals go back, lost ones end early. */
    private List<Stage> journey() {
        List<Stage> stages = new ArrayList<>(List.of(Stage.FIRST_CONTACT, Stage.NEEDS));
        if (random.hit(0.9)) {
            stages.add(Stage.DEMO);
        }
        stages.add(Stage.PROPOSAL);
        if (random.hit(0.07)) {
            stages.addAll(List.of(Stage.NEEDS, Stage.PROPOSAL));
        }
        if (random.hit(0.55)) {
            stages.add(Stage.OBJECTIONS);
        }
        stages.add(Stage.NEGOTIATION);
        if (outcome == Outcome.LOST) {
            return stages.subList(0, random.between(1, stages.size()));
        }
        stages.add(Stage.PAYMENT);
        return stages;
    }

    private BigDecimal amount() {
        int thousands =
                switch (size) {
                    case "small" -> random.between(8, 40);
                    case "medium" -> random.between(40, 160);
                    default -> random.between(160, 800);
                };
        int hundreds = 10 * thousands + random.between(0, 9);
        return BigDecimal.valueOf(100L * hundreds * tenant.profile().currencyUnit())
                .setScale(2);
    }

    void open(long now) {
        deal.handOverIfOwnerLeft(now);
        deal.openDeal();
        deal.emit(
                withAmount(deal.event("deal.created", now).byRep(deal.owner())).with("stage", name(journey.get(0))));
        stay(now, 0);
    }

    /** Spends its time in the stage of this index, then moves on or ends. */
    private void stay(long now, int index) {
        long dwell = journey.get(index).dwellMillis(random);
        long left = tenant.hours().after(now, dwell);
        planContacts(now, left, dwell);
        boolean last = index == journey.size() - 1;
        if (last) {
            planLoss(left);
        } else if (random.hit(0.05)) {
            planSilence(left, at -> move(at, index + 1));
        } else {
            tenant.schedule().at(left, at -> move(at, index + 1));
        }
    }

    private void move(long now, int index) {
        deal.handOverIfOwnerLeft(now);
        if (random.hit(0.02)) {
            deal.handOver(now, "territory changed");
        }
        Stage stage = journey.get(index);
        boolean back = stage.compareTo(journey.get(index - 1)) < 0;
        deal.emit(deal.event("deal.stage_changed", now)
                .byRep(deal.owner())
                .with("from", name(journey.get(index - 1)))
                .with("to", name(stage))
                .with("reason", back ? "requirements changed" : ""));
        if (stage == Stage.PROPOSAL && random.hit(0.35)) {
            amount = amount.multiply(BigDecimal.valueOf(random.between(80, 125), 2))
                    .setScale(2);
            deal.emit(withAmount(deal.event("deal.amount_changed", now + MINUTE).byRep(deal.owner())));
        }
        if (stage == Stage.PROPOSAL) {
            desk.propose(amount, now);
        }
        if (stage == Stage.PAYMENT) {
            tenant.schedule().at(now + random.millis(MINUTE, 30 * MINUTE), this::win);
        } else {
            stay(now, index);
        }
    }

    /** One contact for each day and a half of work, and one more. */
    private void planContacts(long from, long to, long dwell) {
        int contacts = 1 + (int) (dwell / CONTACT_EVERY);
        long step = dwell / (contacts + 1);
        for (int contact = 1; contact <= contacts; contact++) {
            long at = tenant.hours().after(from, contact * step + random.millis(0, Math.max(1, step / 2)));
            long next = contact < contacts ? tenant.hours().after(from, (contact + 1) * step) : to;
            tenant.schedule().at(at, now -> {
                if (random.hit(0.35)) {
                    exchanges.customerTurnsToUs(now);
                } else {
                    exchanges.ownerTurnsToCustomer(now, Math.max(now + MINUTE, next));
                }
            });
        }
    }

    /** Weeks in which nothing happens that the customer notices. */
    private void planSilence(long from, Schedule.Action afterwards) {
        long end = tenant.hours().attended(from + random.millis(15 * DAY, 40 * DAY), random);
        long note = tenant.hours().attended(from + (end - from) / 2, random);
        tenant.schedule().at(note, at -> deal.emit(tenant.contacts().note(deal, at)));
        tenant.schedule().at(Math.max(end, note + 1), afterwards);
    }

    private void win(long now) {
        deal.handOverIfOwnerLeft(now);
        deal.emit(withAmount(deal.event("deal.won", now).byRep(deal.owner())));
        String tier = size.equals("large") ? "high" : size.equals("medium") ? "mid" : "low";
        Customer customer = Customer.of(deal.customerId(), tier, deal.owner(), contentment);
        tenant.customers().add(customer);
        tenant.surveys().afterDeal(deal, customer, now);
        desk.contract(amount, now);
        care.begin(amount, now);
    }

    private void planLoss(long at) {
        if (random.hit(0.25)) {
            planSilence(at, then -> lose(then, SILENCE));
        } else {
            String reason = REASONS.draw(random);
            tenant.schedule().at(at, then -> lose(then, reason));
        }
    }

    private void lose(long now, String reason) {
        deal.handOverIfOwnerLeft(now);
        deal.emit(deal.event("deal.lost", now).byRep(deal.owner()).with("reason", reason));
        if (random.hit(0.03)) {
            long again = tenant.hours().attended(now + random.millis(4 * DAY, 20 * DAY), random);
            tenant.schedule().at(again, this::reopen);
        }
    }

    private void reopen(long now) {
        deal.handOverIfOwnerLeft(now);
        Stage stage = journey.get(journey.size() - 1);
        deal.emit(deal.event("deal.reopened", now).byRep(deal.owner()).with("stage", name(stage)));
        stay(now, journey.size() - 1);
    }

    private EventDraft withAmount(EventDraft event) {
        return event.with("amount", amount.toPlainString())
                .with("currency", tenant.profile().currency());
    }

    private String name(Stage stage) {
        return tenant.profile().stages().name(stage);
    }
}
