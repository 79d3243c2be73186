package dev.crmpulse.local.sim;

import java.time.Instant;
import java.util.Arrays;
import java.util.PriorityQueue;

/** Events on their way from the CRM to the topic, with all that happens to them there. Times are milliseconds. */
final class Outbox {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long MEAN_LATENCY = 180;
    private static final long LONGEST_LATENCY = 3000;
    private static final String NOBODY = "nobody";

    /** What befalls an event; {@link Flaw#NO_TIME} stands for any way to be broken. */
    private final Weighted<Flaw> flaws;

    private final EventWriter writer = new EventWriter();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private long sentCount;

    private record Waiting(long atMillis, long number, SimulatedEvent event) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    Outbox(DirtRates dirt) {
        this.flaws = dirt.flaws();
    }

    /** Publishes an event the moment it happens, and nothing goes wrong. */
    void publishCleanly(EventDraft event) {
        send(event, event.timeMillis(), event.timeMillis(), Flaw.NONE);
    }

    /**
     * Publishes an event, usually a moment after it happened, and sometimes something goes wrong.
     *
     * @param chance the draws of its entity for what befalls its events
     */
    void publish(EventDraft event, Chance chance) {
        long latency = Math.min(LONGEST_LATENCY, 20 + chance.exponential(MEAN_LATENCY));
        long recorded = event.timeMillis() + latency / 2;
        long published = event.timeMillis() + latency;
        switch (flaws.draw(chance)) {
            case LATE -> send(event, recorded, published + chance.millis(2 * MINUTE, 45 * MINUTE), Flaw.LATE);
            case BACK_DATED -> {
                long entered = chance.logNormal(40 * MINUTE, 1.2);
                send(event, recorded + entered, published + entered, Flaw.BACK_DATED);
            }
            case OVERTAKEN -> send(event, recorded, published + chance.millis(5 * SECOND, 2 * MINUTE), Flaw.OVERTAKEN);
            case REPEATED -> {
                send(event, recorded, published, Flaw.NONE);
                send(event, recorded, published + chance.millis(1, 90 * SECOND), Flaw.REPEATED);
            }
            case TWIN -> {
                send(event, recorded, published, Flaw.NONE);
                long again = chance.millis(SECOND, 10 * MINUTE);
                send(event.withId(event.id() + "-again"), recorded + again, published + again, Flaw.TWIN);
            }
            case CORRECTED -> {
                send(event, recorded, published, Flaw.NONE);
                long later = chance.millis(MINUTE, 3 * HOUR);
                send(event.corrected(), recorded + later, published + later, Flaw.CORRECTED);
            }
            case UNKNOWN_TYPE -> {
                send(event, recorded, published, Flaw.NONE);
                String type = chance.hit(0.8) ? "x.screen_shared" : "deal.mood_guessed";
                send(event.ofUnknownType(type), recorded, published, Flaw.UNKNOWN_TYPE);
            }
            case NO_TIME -> {
                sendBroken(event, recorded, published, chance);
                send(event, recorded, published + chance.millis(SECOND, 20 * SECOND), Flaw.NONE);
            }
            default -> send(event, recorded, published, Flaw.NONE);
        }
    }

    /** When the next event is published, {@link Long#MAX_VALUE} if none waits. */
    long nextMillis() {
        Waiting next = waiting.peek();
        return next == null ? Long.MAX_VALUE : next.atMillis;
    }

    SimulatedEvent poll() {
        return waiting.remove().event;
    }

    int size() {
        return waiting.size();
    }

    private void sendBroken(EventDraft event, long recordedMillis, long atMillis, Chance chance) {
        switch (chance.between(1, 4)) {
            case 1 -> add(event, atMillis, Flaw.NO_TIME, writer.write(event, "", recordedMillis));
            case 2 -> add(event, atMillis, Flaw.BAD_TIME, writer.write(event, "yesterday", recordedMillis));
            case 3 -> {
                byte[] whole = writer.write(event, recordedMillis);
                byte[] begin = Arrays.copyOf(whole, chance.between(1, whole.length - 1));
                add(event, atMillis, Flaw.CUT_OFF, begin);
            }
            default -> send(event.withTenant(NOBODY), recordedMillis, atMillis, Flaw.UNKNOWN_TENANT);
        }
    }

    private void send(EventDraft event, long recordedMillis, long atMillis, Flaw flaw) {
        add(event, atMillis, flaw, writer.write(event, recordedMillis));
    }

    private void add(EventDraft event, long atMillis, Flaw flaw, byte[] json) {
        waiting.add(new Waiting(
                atMillis,
                sentCount++,
                new SimulatedEvent(
                        Instant.ofEpochMilli(atMillis),
                        Instant.ofEpochMilli(event.timeMillis()),
                        event.key(),
                        flaw,
                        json)));
    }
}
