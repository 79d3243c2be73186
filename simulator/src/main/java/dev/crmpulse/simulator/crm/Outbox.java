package dev.crmpulse.simulator.crm;

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

    /** What befalls an event; {@link Defect#NO_TIME} stands for any way to be broken. */
    private final Weighted<Defect> defects;

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

    Outbox(DefectRates rates) {
        this.defects = rates.defects();
    }

    /** Publishes an event the moment it happens, and nothing goes wrong. */
    void publishCleanly(EventDraft event) {
        publishCleanly(event, event.timeMillis());
    }

    /** Publishes an event when it is recorded, and nothing goes wrong. */
    void publishCleanly(EventDraft event, long recordedMillis) {
        send(event, recordedMillis, recordedMillis, Defect.NONE);
    }

    /**
     * Publishes an event, usually a moment after it happened, and sometimes something goes wrong.
     *
     * @param random the draws of its entity for what befalls its events
     */
    void publish(EventDraft event, SeededRandom random) {
        long latency = Math.min(LONGEST_LATENCY, 20 + random.exponential(MEAN_LATENCY));
        long recorded = event.timeMillis() + latency / 2;
        long published = event.timeMillis() + latency;
        switch (defects.draw(random)) {
            case LATE -> send(event, recorded, published + random.millis(2 * MINUTE, 45 * MINUTE), Defect.LATE);
            case BACK_DATED -> {
                long entered = random.logNormal(40 * MINUTE, 1.2);
                send(event, recorded + entered, published + entered, Defect.BACK_DATED);
            }
            case OVERTAKEN ->
                send(event, recorded, published + random.millis(5 * SECOND, 2 * MINUTE), Defect.OVERTAKEN);
            case REPEATED -> {
                send(event, recorded, published, Defect.NONE);
                send(event, recorded, published + random.millis(1, 90 * SECOND), Defect.REPEATED);
            }
            case TWIN -> {
                send(event, recorded, published, Defect.NONE);
                long again = random.millis(SECOND, 10 * MINUTE);
                send(event.withId(event.id() + "-again"), recorded + again, published + again, Defect.TWIN);
            }
            case CORRECTED -> {
                send(event, recorded, published, Defect.NONE);
                long later = random.millis(MINUTE, 3 * HOUR);
                send(event.corrected(), recorded + later, published + later, Defect.CORRECTED);
            }
            case UNKNOWN_TYPE -> {
                send(event, recorded, published, Defect.NONE);
                String type = random.hit(0.8) ? "x.screen_shared" : "deal.mood_guessed";
                send(event.ofUnknownType(type), recorded, published, Defect.UNKNOWN_TYPE);
            }
            case NO_TIME -> {
                sendBroken(event, recorded, published, random);
                send(event, recorded, published + random.millis(SECOND, 20 * SECOND), Defect.NONE);
            }
            default -> send(event, recorded, published, Defect.NONE);
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

    private void sendBroken(EventDraft event, long recordedMillis, long atMillis, SeededRandom random) {
        switch (random.between(1, 4)) {
            case 1 -> add(event, atMillis, Defect.NO_TIME, writer.write(event, "", recordedMillis));
            case 2 -> add(event, atMillis, Defect.BAD_TIME, writer.write(event, "yesterday", recordedMillis));
            case 3 -> {
                byte[] whole = writer.write(event, recordedMillis);
                byte[] begin = Arrays.copyOf(whole, random.between(1, whole.length - 1));
                add(event, atMillis, Defect.CUT_OFF, begin);
            }
            default -> send(event.withTenant(NOBODY), recordedMillis, atMillis, Defect.UNKNOWN_TENANT);
        }
    }

    private void send(EventDraft event, long recordedMillis, long atMillis, Defect defect) {
        add(event, atMillis, defect, writer.write(event, recordedMillis));
    }

    private void add(EventDraft event, long atMillis, Defect defect, byte[] json) {
        waiting.add(new Waiting(
                atMillis,
                sentCount++,
                new SimulatedEvent(
                        Instant.ofEpochMilli(atMillis),
                        Instant.ofEpochMilli(event.timeMillis()),
                        event.key(),
                        defect,
                        json)));
    }
}
