package dev.crmpulse.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** A made-up history for measuring: leads with a deal and twenty events of about 370 bytes each. The same seed makes the same. */
final class BenchEvents {
    static final int EVENTS_PER_LEAD = 20;

    private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");
    private static final String[] STAGES = {"QUALIFIED", "DEMO", "PROPOSAL", "NEGOTIATION", "CONTRACT"};

    private BenchEvents() {}

    /** An event on its way. */
    @SuppressWarnings("ArrayRecordComponent") // events travel, they are never compared
    private record Sent(long arrivesAtMillis, int number, String key, byte[] json) {}

    /**
     * Hands over about so many deliveries, key first, in the order of their arrival.
     *
     * @return how many leads they are about
     */
    static int make(int events, HistoryShape shape, BiConsumer<String, byte[]> to) {
        SplittableRandom random = new SplittableRandom(17);
        PriorityQueue<Sent> underway = new PriorityQueue<>(
                Comparator.comparingLong(Sent::arrivesAtMillis).thenComparingInt(Sent::number));
        OpenLeads leads = new OpenLeads(shape.leadsAtOnce());
        long millis = BEGIN.toEpochMilli();
        for (int number = 0; number < events; number++) {
            millis += random.nextInt(100) < shape.tiedPercent()
                    ? 0
                    : random.nextLong(2 * shape.spacing().toMillis());
            int place = shape.isMixed() ? leads.any(random) : leads.inTurn(number);
            Sent sent = event(leads.lead(place), leads.step(place), millis, number, shape.owners());
            leads.goOn(place);
            underway.add(random.nextInt(100) < shape.delayedPercent() ? arriving(sent, random) : sent);
            if (random.nextInt(100) < shape.repeatedPercent()) {
                underway.add(arriving(sent, random));
            }
            while (!underway.isEmpty() && underway.peek().arrivesAtMillis() <= millis) {
                hand(underway.poll(), to);
            }
        }
        while (!underway.isEmpty()) {
            hand(underway.poll(), to);
        }
        return leads.begun();
    }

    /** The leads that are worked on, and how far each has come; new ones take the place of all that are through. */
    private static final class OpenLeads {
        private final int[] steps;
        private final int[] open;
        private int openCount;
        private int first;
        private int begun;

        OpenLeads(int atOnce) {
            steps = new int[atOnce];
            open = new int[atOnce];
            begin();
        }

        private void begin() {
            Arrays.fill(steps, 0);
            Arrays.setAll(open, place -> place);
            openCount = open.length;
        }

        int any(SplittableRandom random) {
            return random.nextInt(openCount);
        }

        int inTurn(int number) {
            return number % openCount;
        }

        int lead(int place) {
            return first + open[place];
        }

        int step(int place) {
            return steps[open[place]];
        }

        void goOn(int place) {
            int lead = open[place];
            begun += steps[lead] == 0 ? 1 : 0;
            steps[lead]++;
            if (steps[lead] == EVENTS_PER_LEAD) {
                openCount--;
                open[place] = open[openCount];
            }
            if (openCount == 0) {
                first += steps.length;
                begin();
            }
        }

        int begun() {
            return begun;
        }
    }

    private static Sent arriving(Sent sent, SplittableRandom random) {
        long later = random.nextLong(HistoryShape.LONGEST_DELAY.toMillis());
        return new Sent(sent.arrivesAtMillis + later, sent.number, sent.key, sent.json);
    }

    private static void hand(Sent sent, BiConsumer<String, byte[]> to) {
        to.accept(sent.key, sent.json);
    }

    /** The same number of events, all of one lead, whose deal enters another stage with every fourth of them. */
    static void makeOneLead(int events, BiConsumer<String, byte[]> to) {
        long millis = BEGIN.toEpochMilli();
        for (int i = 0; i < events; i++) {
            millis += 1_000;
            hand(event(0, stepOfOneLead(i), millis, i, 1), to);
        }
    }

    private static int stepOfOneLead(int number) {
        return switch (number) {
            case 0 -> 0;
            case 1 -> 5;
            default -> number % 4 == 0 ? 7 + number / 4 % STAGES.length * 2 : 3 + number % 2;
        };
    }

    private static Sent event(int lead, int step, long millis, int number, int owners) {
        boolean ofDeal = step >= 5 && step % 2 == 1;
        String subject = (ofDeal ? "deal/D-" : "lead/L-") + lead;
        String json = "{\"specversion\":\"1.0\",\"id\":\"bench-" + number + "\",\"source\":\"bench\",\"type\":\"crm."
                + type(step) + "\",\"subject\":\"" + subject + "\",\"time\":\"" + Instant.ofEpochMilli(millis)
                + "\",\"tenant\":\"bench\",\"sequence\":" + step + ",\"actor\":\"rep-" + lead % 97
                + "\",\"actortype\":\"human\",\"data\":{\"lead_id\":\"L-" + lead + "\",\"deal_id\":\"D-" + lead
                + "\",\"customer_id\":\"C-" + lead / 3 + "\"," + data(step, 7 + lead % owners)
                + ",\"note_id\":\"n-" + number + "\",\"origin_file\":\"bench\",\"origin_row\":" + number + "}}";
        return new Sent(millis, number, "bench/" + subject, json.getBytes(StandardCharsets.UTF_8));
    }

    private static String type(int step) {
        return switch (step) {
            case 0 -> "lead.created";
            case 1 -> "lead.assigned";
            case 5 -> "deal.created";
            case 19 -> "deal.won";
            default -> step < 5 || step % 2 == 0 ? "activity.logged" : "deal.stage_changed";
        };
    }

    private static String data(int step, int owner) {
        return switch (step) {
            case 0 -> "\"channel\":\"web\",\"campaign\":\"spring\",\"industry\":\"retail\"";
            case 1 -> "\"owner\":\"rep-" + owner + "\",\"ground\":\"region\"";
            case 5 -> "\"stage\":\"NEW\",\"amount\":\"1234.50\",\"currency\":\"EUR\"";
            case 19 -> "\"amount\":\"1200.00\",\"currency\":\"EUR\"";
            default ->
                step < 5 || step % 2 == 0
                        ? "\"channel\":\"call\",\"direction\":\"outbound\",\"duration\":320,\"connected\":true"
                        : "\"to\":\"" + STAGES[step / 2 % STAGES.length] + "\",\"reason\":\"next step agreed\"";
        };
    }
}
