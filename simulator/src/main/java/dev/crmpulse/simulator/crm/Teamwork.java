package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.event.ActorType;
import java.time.Duration;
import java.util.List;

/** What people do for one another: they share what they know, and rate one another each quarter. */
final class Teamwork {
    private static final List<String> DIMENSIONS = List.of("collaboration", "reliability");
    private static final long MEAN_BETWEEN_SHARES = Duration.ofHours(30).toMillis();
    private static final long FIRST_RATINGS = Duration.ofDays(3).toMillis();
    private static final long BETWEEN_RATINGS = Duration.ofDays(91).toMillis();
    private static final long RATING_DAYS = Duration.ofDays(5).toMillis();
    private static final int PEERS = 3;

    private final Tenant tenant;
    private final SeededRandom random;
    private int count;

    Teamwork(Tenant tenant, SeededRandom random) {
        this.tenant = tenant;
        this.random = random;
    }

    void plan(long startMillis) {
        planShare(startMillis);
        tenant.schedule().at(startMillis + FIRST_RATINGS, this::rateAll);
    }

    private void planShare(long fromMillis) {
        long next = tenant.hours().attended(fromMillis + random.exponential(MEAN_BETWEEN_SHARES), random);
        tenant.schedule().at(next, now -> {
            share(random.oneOf(tenant.staff().present()), now);
            planShare(now);
        });
    }

    /** One share in six has neither a link nor was it a training. */
    private void share(Rep rep, long now) {
        boolean training = random.hit(0.2);
        String link = !training && random.hit(0.8) ? "https://wiki.example/k/" + (count + 1) : "";
        publish(event("knowledge.shared", rep, now)
                .byRep(rep)
                .with("link", link)
                .with("kind", training ? "training" : "case"));
    }

    private void rateAll(long now) {
        List<Rep> people = tenant.staff().present();
        for (Rep rep : people) {
            rate(rep, "self", rep.id(), now);
            rate(rep, "manager", rep.team().leadId(), now);
            for (int peer = 0; peer < PEERS; peer++) {
                rate(rep, "peer", random.oneOf(people).id(), now);
            }
            rate(rep, "department", "backoffice-" + random.between(1, 4), now);
        }
        tenant.schedule().at(now + BETWEEN_RATINGS, this::rateAll);
    }

    private void rate(Rep rep, String relation, String rater, long from) {
        if (rater.equals(rep.id()) != relation.equals("self")) {
            return;
        }
        long at = tenant.hours().attended(from + random.millis(0, RATING_DAYS), random);
        int base = relation.equals("self") ? 4 : 3;
        tenant.schedule().at(at, now -> {
            for (String dimension : DIMENSIONS) {
                publish(event("peer.rated", rep, now)
                        .by(ActorType.HUMAN, rater)
                        .with("relation", relation)
                        .with("dimension", dimension)
                        .with("score", base + random.between(0, 5 - base)));
            }
        });
    }

    private EventDraft event(String type, Rep about, long at) {
        count++;
        return new EventDraft(tenant.profile().id(), "team-" + count, type, "rep/" + about.id(), at, 0)
                .with("rep_id", about.id());
    }

    private void publish(EventDraft event) {
        tenant.outbox().publish(event, random);
    }
}
