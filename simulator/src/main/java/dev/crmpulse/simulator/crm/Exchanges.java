package dev.crmpulse.simulator.crm;

import java.time.Duration;

/** Exchanges between a customer and the owner: one turns to the other, who answers sooner, later or not at all. */
final class Exchanges {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Customers who write get no answer at all. */
    private static final double FORGOTTEN = 0.03;

    /** They get one after more than two days. */
    private static final double NEGLECTED = 0.05;

    private final Engagement with;
    private final Tenant tenant;
    private final Contacts contacts;
    private final SeededRandom random;

    Exchanges(Engagement with) {
        this.with = with;
        this.tenant = with.tenant();
        this.contacts = tenant.contacts();
        this.random = with.random();
    }

    /** The customer turns to us, be it at night. */
    void customerTurnsToUs(long now) {
        with.hear(contacts.customerWrites(with, now));
        if (random.hit(0.2)) {
            with.hear(contacts.customerWrites(with, now + random.millis(MINUTE, 90 * MINUTE)));
        }
        if (!random.hit(FORGOTTEN)) {
            tenant.schedule().at(replyMillis(now), this::reply);
        }
    }

    /**
     * The owner turns to the customer.
     *
     * @param nextMillis when the owner will do so again, {@link Long#MAX_VALUE} if never
     */
    void ownerTurnsToCustomer(long now, long nextMillis) {
        with.handOverIfOwnerLeft(now);
        double way = random.unit();
        if (way < 0.40) {
            if (random.hit(0.35)) {
                with.emit(contacts.missedCall(with, now));
                return;
            }
            with.emit(withNextStep(contacts.call(with, now), now, nextMillis));
        } else if (way < 0.65) {
            with.emit(withNextStep(contacts.email(with, now), now, nextMillis));
            customerMayWrite(now, 0.5);
        } else if (way < 0.85) {
            with.emit(contacts.chat(with, now));
            customerMayWrite(now, 0.6);
        } else {
            with.emit(withNextStep(contacts.meeting(with, now), now, nextMillis));
        }
    }

    private void customerMayWrite(long now, double probability) {
        if (random.hit(probability)) {
            long wait = random.logNormal(5 * HOUR, 1.1);
            tenant.schedule().at(now + wait, this::customerAnswers);
        }
    }

    private void customerAnswers(long now) {
        with.hear(contacts.customerWrites(with, now));
        if (random.hit(0.7)) {
            tenant.schedule().at(replyMillis(now), this::reply);
        }
    }

    private void reply(long now) {
        with.handOverIfOwnerLeft(now);
        with.emit(random.hit(0.6) ? contacts.chat(with, now) : contacts.email(with, now));
    }

    /** Most promises for the next step are kept; some dates pass before anybody moves. */
    private EventDraft withNextStep(EventDraft event, long now, long nextMillis) {
        if (nextMillis == Long.MAX_VALUE || !random.hit(0.5)) {
            return event;
        }
        long promised = random.hit(0.8) ? nextMillis + DAY / 4 : now + Math.max(DAY / 8, (nextMillis - now) / 2);
        return Contacts.promising(event, random, promised);
    }

    private long replyMillis(long now) {
        if (random.hit(NEGLECTED)) {
            return tenant.hours().attended(now + random.millis(2 * DAY + 1, 5 * DAY), random);
        }
        long median = random.hit(0.75) ? 70 * MINUTE : 7 * HOUR;
        long attended = tenant.hours().opening(now);
        return tenant.hours().after(attended, random.logNormal(median, 0.9));
    }
}
