package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.event.ActorType;
import java.time.Duration;
import java.util.List;

/** Surveys that are sent, and answered or not. */
final class Surveys {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final double ANSWERED = 0.45;
    private static final List<String> DIMENSIONS =
            List.of("product experience", "response speed", "further needs", "service quality");
    private static final String AFTER_DEAL = "after-deal";
    private static final int VERY_SATISFIED = 5;

    private static final Weighted<Integer> PROMOTER = Weighted.of(List.of(10, 9), 3, 2);
    private static final Weighted<Integer> PASSIVE = Weighted.of(List.of(8, 7), 3, 2);
    private static final Weighted<Integer> DETRACTOR = Weighted.of(List.of(6, 5, 4, 3, 2, 1, 0), 8, 6, 4, 3, 2, 1, 1);
    private static final Weighted<Integer> DISSATISFIED = Weighted.of(List.of(3, 2, 1), 6, 3, 1);

    private final Tenant tenant;

    Surveys(Tenant tenant) {
        this.tenant = tenant;
    }

    /** Most customers are asked within a week after they bought, some later, some never. */
    void afterDeal(Engagement deal, Customer customer, long wonMillis) {
        SeededRandom random = deal.random();
        if (random.hit(0.08)) {
            return;
        }
        long after = random.hit(0.85) ? random.millis(DAY, 6 * DAY) : random.millis(7 * DAY, 14 * DAY);
        long sent = tenant.hours().attended(wonMillis + after, random);
        String name = deal.dealId().replace("D-", "S-");
        Survey nps = new Survey(name + "-nps", "nps", AFTER_DEAL, "self-reported", customer, deal.dealId());
        tenant.schedule().at(sent, at -> ask(nps, at, random, deal.defectRandom()));
        if (random.hit(0.7)) {
            Survey csat = new Survey(name + "-csat", "csat", AFTER_DEAL, "self-reported", customer, deal.dealId());
            tenant.schedule().at(sent + MINUTE, at -> ask(csat, at, random, deal.defectRandom()));
        }
    }

    /** Sends a survey now; the answer, or a reminder, comes within days. */
    void ask(Survey survey, long now, SeededRandom random, SeededRandom defectRandom) {
        tenant.outbox().publish(survey.event(tenant, "sent", "survey.sent", now), defectRandom);
        if (random.hit(ANSWERED)) {
            tenant.schedule().at(now + random.logNormal(14 * HOUR, 1), at -> answer(survey, at, random, defectRandom));
        } else if (random.hit(0.4)) {
            tenant.schedule().at(tenant.hours().attended(now + 3 * DAY, random), at -> {
                tenant.outbox().publish(survey.event(tenant, "reminder", "survey.sent", at), defectRandom);
                if (random.hit(ANSWERED / 2)) {
                    tenant.schedule()
                            .at(
                                    at + random.logNormal(14 * HOUR, 1),
                                    then -> answer(survey, then, random, defectRandom));
                }
            });
        }
    }

    private void answer(Survey survey, long now, SeededRandom random, SeededRandom defectRandom) {
        double contentment = survey.customer().contentment();
        boolean flawless = tenant.profile().service() == ServiceLevel.FLAWLESS;
        if (survey.kind().equals("nps")) {
            int score = flawless ? PROMOTER.draw(random) : nps(contentment, random);
            tenant.outbox().publish(answered(survey, "nps", now).with("score", score), defectRandom);
            return;
        }
        for (int i = 0; i < DIMENSIONS.size(); i++) {
            EventDraft event = answered(survey, "csat-" + (i + 1), now + i * 20_000L)
                    .with("dimension", DIMENSIONS.get(i))
                    .with("score", flawless ? VERY_SATISFIED : csat(contentment, random));
            tenant.outbox().publish(event, defectRandom);
        }
    }

    private EventDraft answered(Survey survey, String part, long now) {
        return survey.event(tenant, part, "survey.answered", now)
                .by(ActorType.CUSTOMER, survey.customer().respondent());
    }

    private static int nps(double contentment, SeededRandom random) {
        if (random.hit(contentment * 0.72)) {
            return PROMOTER.draw(random);
        }
        return random.hit(contentment * 0.85) ? PASSIVE.draw(random) : DETRACTOR.draw(random);
    }

    private static int csat(double contentment, SeededRandom random) {
        if (random.hit(contentment * 0.75)) {
            return VERY_SATISFIED;
        }
        return random.hit(contentment * 0.95) ? 4 : DISSATISFIED.draw(random);
    }
}
