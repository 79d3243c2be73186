package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.event.ActorType;
import java.time.Duration;
import java.util.List;

/**
 * The life of one ticket. The service desk answers day and night; what has to be found out or made takes working hours. One in
 * sixteen is left lying: it is answered, solved and closed too late.
 */
final class TicketScenario {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final String COMPLAINT = "complaint";
    private static final String INTERNAL = "internal";
    private static final int LEFT_LYING = 16;

    private static final Weighted<String> KINDS =
            Weighted.of(List.of("after-sales", "question", COMPLAINT, INTERNAL), 50, 25, 15, 10);
    private static final Weighted<String> KINDS_WITHOUT_COMPLAINTS =
            Weighted.of(List.of("after-sales", "question", INTERNAL), 55, 30, 15);
    private static final Weighted<String> PROBLEMS = Weighted.of(
            List.of("delivery", "product fault", "invoice", "installation", "promise not kept"), 30, 25, 20, 15, 10);
    private static final List<String> DEPARTMENTS = List.of("logistics", "finance", "product");
    private static final List<String> IMPROVEMENTS = List.of("process", "product", "training");

    private final Tenant tenant;
    private final String id;
    private final SeededRandom random;
    private final Customer customer;
    private final String kind;
    private final boolean leftLying;
    private Rep owner;
    private int sequence;
    private boolean resolved;

    TicketScenario(Tenant tenant, int number, SeededRandom random) {
        this.tenant = tenant;
        this.random = random;
        this.id = "T-" + number;
        this.customer = tenant.customers().any(random);
        this.kind =
                (tenant.profile().service() == ServiceLevel.FLAWLESS ? KINDS_WITHOUT_COMPLAINTS : KINDS).draw(random);
        this.leftLying = number % LEFT_LYING == 0;
        this.owner = random.oneOf(tenant.staff().present());
    }

    void begin(long now) {
        boolean complex = random.hit(0.2);
        EventDraft opened = event("ticket.opened", now)
                .with("customer_id", customer.id())
                .with("owner", owner.id())
                .with("kind", kind)
                .with("problem_type", PROBLEMS.draw(random))
                .with("complex", complex)
                .with("department", "service")
                .with("dimensions", tenant.profile().dimensionsOf(customer.id()))
                .with("channel", random.oneOf(List.of("phone", "email", "web")));
        publish(
                kind.equals(INTERNAL)
                        ? opened.byRep(random.oneOf(tenant.staff().present()))
                        : opened.by(ActorType.CUSTOMER, customer.respondent()));
        if (random.hit(0.3)) {
            at(now + 2000, then -> publish(event("ticket.responded", then).by(ActorType.BOT, "bot-service")));
        }
        if (random.hit(0.02)) {
            at(now + random.millis(10 * MINUTE, HOUR), then -> publish(byOwner("ticket.merged", then)));
            return;
        }
        long answered = now + (leftLying ? random.millis(5 * HOUR, 9 * HOUR) : answer());
        at(answered, then -> publish(byOwner("ticket.responded", then)));
        at(answered + MINUTE, this::goOn);
        if (kind.equals(COMPLAINT) && !leftLying) {
            at(answered + random.millis(18 * HOUR, 22 * HOUR), this::shareProgress);
        } else if (complex) {
            at(answered + random.millis(3 * DAY, 6 * DAY), this::shareProgress);
        }
    }

    private long answer() {
        return random.hit(0.9) ? random.millis(2 * MINUTE, 50 * MINUTE) : random.logNormal(90 * MINUTE, 0.5);
    }

    /** Some wait for the customer or for another department before there is a solution. */
    private void goOn(long now) {
        long from = now;
        if (random.hit(0.15)) {
            long resumed = now + random.millis(HOUR, 14 * HOUR);
            publish(byOwner("ticket.paused", now).with("reason", "waits for the customer"));
            at(resumed, then -> publish(byOwner("ticket.resumed", then)));
            from = resumed;
        } else if (random.hit(kind.equals(COMPLAINT) ? 0.4 : 0.2)) {
            publish(byOwner("ticket.handed_over", now).with("department", random.oneOf(DEPARTMENTS)));
        }
        long solution = from + (leftLying ? random.millis(30 * HOUR, 60 * HOUR) : random.logNormal(5 * HOUR, 0.7));
        at(solution, then -> publish(byOwner("ticket.solution_proposed", then)));
        at(solution + (leftLying ? 2 * DAY : random.logNormal(3 * HOUR, 0.8)), this::resolve);
    }

    private void shareProgress(long now) {
        if (!resolved) {
            publish(byOwner("ticket.progress_shared", now));
            at(now + (kind.equals(COMPLAINT) ? random.millis(18 * HOUR, 23 * HOUR) : 5 * DAY), this::shareProgress);
        }
    }

    private void resolve(long now) {
        resolved = true;
        publish(byOwner("ticket.resolved", now));
        if (kind.equals(COMPLAINT) && random.hit(0.5)) {
            improve(now + random.millis(HOUR, DAY));
        }
        if (random.hit(0.07)) {
            at(now + random.millis(4 * HOUR, 2 * DAY), this::reopen);
        } else {
            at(now + random.millis(HOUR, 30 * HOUR), then -> publish(event("ticket.closed", then)));
        }
    }

    private void reopen(long now) {
        publish(event("ticket.reopened", now)
                .by(ActorType.CUSTOMER, customer.respondent())
                .with("reason", "happened again"));
        at(now + answer(), then -> publish(byOwner("ticket.responded", then)));
        long resolvedAgain = now + HOUR + random.logNormal(4 * HOUR, 0.6);
        at(resolvedAgain, then -> publish(byOwner("ticket.resolved", then)));
        at(resolvedAgain + random.millis(HOUR, DAY), then -> publish(event("ticket.closed", then)));
    }

    /** What follows from a complaint: most of it is done in time, and most customers confirm it. */
    private void improve(long from) {
        String improvement = id.replace("T-", "V-");
        long opened = tenant.hours().attended(from, random);
        long days = random.between(4, 10);
        boolean late = leftLying || random.hit(0.15);
        long done = tenant.hours()
                .attended(
                        opened + (late ? days * DAY + random.millis(DAY, 4 * DAY) : random.millis(DAY, days * DAY)),
                        random);
        at(
                opened,
                then -> publish(improvement(improvement, 1, "improvement.opened", then)
                        .byRep(owner)
                        .with("ticket_id", id)
                        .with("customer_id", customer.id())
                        .with("owner", owner.id())
                        .with("kind", random.oneOf(IMPROVEMENTS))
                        .with(
                                "due_at",
                                tenant.hours()
                                        .local(then)
                                        .toLocalDate()
                                        .plusDays(days)
                                        .toString())));
        at(
                done,
                then -> publish(
                        improvement(improvement, 2, "improvement.done", then).byRep(owner)));
        if (random.hit(0.75)) {
            at(
                    done + random.millis(2 * HOUR, 3 * DAY),
                    then -> publish(improvement(improvement, 3, "improvement.customer_confirmed", then)
                            .by(ActorType.CUSTOMER, customer.respondent())));
        }
    }

    private EventDraft improvement(String improvement, int number, String type, long at) {
        return new EventDraft(
                        tenant.profile().id(), improvement + "-" + number, type, "improvement/" + improvement, at, 0)
                .with("improvement_id", improvement);
    }

    private EventDraft byOwner(String type, long at) {
        return event(type, at).byRep(owner);
    }

    private EventDraft event(String type, long at) {
        sequence++;
        return new EventDraft(tenant.profile().id(), id + "-" + sequence, type, "ticket/" + id, at, sequence)
                .with("ticket_id", id);
    }

    private void at(long millis, Schedule.Action action) {
        tenant.schedule().at(millis, action);
    }

    private void publish(EventDraft event) {
        tenant.outbox().publish(event, random);
    }
}
