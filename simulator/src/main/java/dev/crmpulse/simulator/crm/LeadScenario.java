package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.metrics.response.ResponseBucket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** One lead from its arrival to a deal or to nothing. */
final class LeadScenario {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private static final Weighted<String> BEHAVIORS = Weighted.of(
            List.of("pricing_page", "document_downloaded", "demo_requested", "unsubscribed"), 50, 30, 15, 5);
    private static final Weighted<String> DISQUALIFICATIONS =
            Weighted.of(List.of("no budget", "no need", "unreachable", "too small", "competitor"), 3, 3, 3, 2, 1);

    private final Tenant tenant;
    private final int number;
    private final SeededRandom random;
    private final Contacts contacts;
    private Engagement lead;
    private Exchanges exchanges;
    private AlertReactions reactions;
    private LeadOrigin origin;
    private Assignments.Request request;

    LeadScenario(Tenant tenant, int number, SeededRandom random) {
        this.tenant = tenant;
        this.number = number;
        this.random = random;
        this.contacts = tenant.contacts();
    }

    void begin(long now) {
        origin = LeadOrigin.draw(tenant, number, now, random);
        String region = random.oneOf(tenant.staff().teams()).region();
        Rep owner = tenant.staff().pick(region, random);
        String customer = random.hit(0.06) ? tenant.customers().any(random).id() : Customers.newId(number);
        lead = new Engagement(tenant, number, customer, owner, random);
        exchanges = new Exchanges(lead);
        request = tenant.assignments().request(region, owner, tenant.ofAssignment(number));
        reactions = new AlertReactions(lead, tenant.ofReactions(number));
        OptionalLong answer = new FirstAnswer(tenant.hours(), random).millis(now, owner.quickness());

        emitCreation(now);
        emitBehavior(now);
        long assigned = planAssignment(now);
        if (answer.isPresent()) {
            planAnswer(now, assigned, answer.getAsLong());
        } else {
            planNeglect(assigned);
        }
    }

    private void emitCreation(long now) {
        lead.emit(origin.describe(lead.event("lead.created", now))
                .with("dimensions", tenant.profile().dimensionsOf(lead.customerId())));
        if (origin.isChat()) {
            lead.hear(contacts.customerChats(lead, now));
        }
        if (origin.isFrom("phone") && random.hit(0.3)) {
            lead.hear(contacts.customerCallsInVain(lead, now));
        }
        if (origin.isChat() ? random.hit(0.9) : origin.isFrom("web") && random.hit(0.5)) {
            lead.emit(contacts.autoReply(lead, now + random.millis(SECOND, 8 * SECOND)));
        }
    }

    /** What the lead does by itself in its first hours. */
    private void emitBehavior(long now) {
        int acts = origin.isFrom("web") ? random.between(0, 3) : random.hit(0.15) ? 1 : 0;
        for (int act = 0; act < acts; act++) {
            tenant.schedule().at(now + random.exponential(3 * HOUR), at -> {
                lead.emit(lead.event("lead.behavior", at)
                        .by(ActorType.CUSTOMER, lead.customerId())
                        .with("kind", BEHAVIORS.draw(random)));
            });
        }
    }

    /** Most leads find their owner within seconds; some have to wait for somebody who decides. */
    private long planAssignment(long now) {
        long failed = now + random.millis(SECOND, MINUTE);
        boolean unlucky = random.hit(0.04);
        boolean byMachine = random.hit(0.88);
        String ground = byMachine ? tenant.assignments().drawGround(random) : Assignments.BY_HAND;
        String failure = tenant.assignments().failure(ground, request, number, unlucky, random);
        if (!failure.isEmpty()) {
            lead.emit(Assignments.describe(lead.event("lead.assignment_failed", failed), ground, request)
                    .with("reason", failure));
            long again = tenant.hours().attended(failed + random.millis(5 * MINUTE, HOUR), random);
            tenant.schedule().at(again, at -> assign(at, Assignments.BY_HAND));
            return again;
        }
        long assigned = byMachine
                ? now + random.millis(2 * SECOND, 90 * SECOND)
                : tenant.hours().attended(now + random.millis(3 * MINUTE, 40 * MINUTE), random);
        tenant.schedule().at(assigned, at -> assign(at, ground));
        return assigned;
    }

    private void assign(long now, String ground) {
        lead.assign();
        lead.emit(Assignments.describe(lead.event("lead.assigned", now).with("ground", ground), ground, request)
                .with("preferred", request.preferred()));
        reactions.ownerMayNotice(now);
        if (random.hit(0.2)) {
            String tier = origin.size().equals("large") ? "A" : origin.size().equals("medium") ? "B" : "C";
            lead.emit(lead.event("lead.tiered", now + SECOND).with("tier", tier));
        }
    }

    private void planAnswer(long created, long assigned, long answer) {
        // now and then somebody takes the lead before it is given to anybody
        long answered = answer > assigned || random.hit(0.1) ? answer : assigned + random.millis(MINUTE, 20 * MINUTE);
        boolean calling = random.hit(origin.isFrom("phone") ? 0.75 : origin.isChat() ? 0.2 : 0.45);
        long attempt = answered - random.millis(3 * MINUTE, 25 * MINUTE);
        if (calling && attempt > assigned && random.hit(0.35)) {
            tenant.schedule().at(attempt, at -> {
                lead.handOverIfOwnerLeft(at);
                lead.emit(contacts.missedCall(lead, at));
            });
        }
        if (answered - assigned > DAY && random.hit(0.3)) {
            tenant.schedule().at(answered - 3 * HOUR, at -> lead.handOver(at, "not touched"));
        }
        reactions.supervisorMayNotice(created, answered);
        tenant.schedule().at(answered, at -> answer(at, calling, ResponseBucket.of(at - created)));
    }

    private void answer(long now, boolean calling, ResponseBucket bucket) {
        lead.handOverIfOwnerLeft(now);
        if (calling) {
            lead.emit(contacts.call(lead, now));
        } else {
            lead.emit(origin.isChat() ? contacts.chat(lead, now) : contacts.email(lead, now));
        }
        reactions.resolve(now);
        boolean wins = random.hit(FirstAnswer.won(bucket));
        if (wins || random.hit(FirstAnswer.lostAsDeal(bucket))) {
            double contentment =
                    switch (bucket) {
                        case UNDER_1_HOUR -> Customer.USUAL_CONTENTMENT + 0.1;
                        case UNDER_4_HOURS -> Customer.USUAL_CONTENTMENT;
                        case UNDER_24_HOURS, FROM_24_HOURS -> Customer.USUAL_CONTENTMENT - 0.25;
                    };
            DealScenario deal =
                    new DealScenario(lead, exchanges, origin.size(), wins ? Outcome.WON : Outcome.LOST, contentment);
            long opened = tenant.hours().after(now, random.logNormal(6 * HOUR, 1));
            tenant.schedule().at(opened, deal::open);
        } else {
            planFollowUp(now, random.between(0, 3));
        }
    }

    /** Some more attempts, then the lead is given up, or forgotten. */
    private void planFollowUp(long now, int left) {
        long next = tenant.hours().after(now, random.logNormal(14 * HOUR, 0.7));
        if (left == 0) {
            planEnd(now);
            return;
        }
        tenant.schedule().at(next, at -> {
            if (random.hit(0.3)) {
                exchanges.customerTurnsToUs(at);
            } else {
                exchanges.ownerTurnsToCustomer(at, Long.MAX_VALUE);
            }
            planFollowUp(at, left - 1);
        });
    }

    private void planNeglect(long assigned) {
        if (random.hit(0.35)) {
            tenant.schedule().at(assigned + random.millis(12 * HOUR, 3 * DAY), at -> {
                lead.hear(contacts.customerWrites(lead, at));
            });
        }
        if (random.hit(0.3)) {
            long noticed = tenant.hours().attended(assigned + 3 * DAY, random);
            tenant.schedule().at(noticed, at -> lead.handOver(at, "not touched"));
        }
        planEnd(assigned);
    }

    private void planEnd(long from) {
        double fate = random.unit();
        long end = tenant.hours().attended(from + random.millis(6 * DAY, 24 * DAY), random);
        if (fate < 0.6) {
            tenant.schedule().at(end, at -> {
                lead.handOverIfOwnerLeft(at);
                lead.emit(lead.event("lead.disqualified", at)
                        .byRep(lead.owner())
                        .with("reason", DISQUALIFICATIONS.draw(random)));
            });
        } else if (fate < 0.62 && number > 1) {
            tenant.schedule().at(end, at -> {
                lead.emit(lead.event("lead.merged", at).with("into", "L-" + (number - 1)));
            });
        }
    }
}
