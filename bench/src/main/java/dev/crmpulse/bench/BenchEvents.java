package dev.crmpulse.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * A made-up history for measuring: many leads at once, each with a deal and twenty events of about 370 bytes, in the
 * order of time. The same seed makes the same history.
 */
final class BenchEvents {
    private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");
    private static final int EVENTS_PER_LEAD = 20;
    private static final int LEADS_AT_ONCE = 5_000;
    private static final String[] STAGES = {"QUALIFIED", "DEMO", "PROPOSAL", "NEGOTIATION", "CONTRACT"};

    private BenchEvents() {}

    /** Hands over about so many events, key first. */
    static void make(int events, BiConsumer<String, byte[]> to) {
        SplittableRandom random = new SplittableRandom(17);
        long millis = BEGIN.toEpochMilli();
        int made = 0;
        for (int firstLead = 0; made < events; firstLead += LEADS_AT_ONCE) {
            for (int step = 0; step < EVENTS_PER_LEAD && made < events; step++) {
                for (int lead = firstLead; lead < firstLead + LEADS_AT_ONCE && made < events; lead++) {
                    millis += random.nextInt(200);
                    make(lead, step, millis, made, to);
                    made++;
                }
            }
        }
    }

    /** The same number of events, all of one lead. */
    static void makeOneLead(int events, BiConsumer<String, byte[]> to) {
        long millis = BEGIN.toEpochMilli();
        for (int i = 0; i < events; i++) {
            millis += 1_000;
            make(0, i == 0 ? 0 : 3 + i % 2, millis, i, to);
        }
    }

    private static void make(int lead, int step, long millis, int number, BiConsumer<String, byte[]> to) {
        boolean ofDeal = step >= 5 && step % 2 == 1;
        String subject = (ofDeal ? "deal/D-" : "lead/L-") + lead;
        String json = "{\"specversion\":\"1.0\",\"id\":\"bench-" + number + "\",\"source\":\"bench\",\"type\":\"crm."
                + type(step) + "\",\"subject\":\"" + subject + "\",\"time\":\"" + Instant.ofEpochMilli(millis)
                + "\",\"tenant\":\"bench\",\"sequence\":" + step + ",\"actor\":\"rep-" + lead % 97
                + "\",\"actortype\":\"human\",\"data\":{\"lead_id\":\"L-" + lead + "\",\"deal_id\":\"D-" + lead
                + "\",\"customer_id\":\"C-" + lead / 3 + "\"," + data(step)
                + ",\"note_id\":\"n-" + number + "\",\"origin_file\":\"bench\",\"origin_row\":" + number + "}}";
        to.accept("bench/" + subject, json.getBytes(StandardCharsets.UTF_8));
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

    private static String data(int step) {
        return switch (step) {
            case 0 -> "\"channel\":\"web\",\"campaign\":\"spring\",\"industry\":\"retail\"";
            case 1 -> "\"owner\":\"rep-7\",\"ground\":\"region\"";
            case 5 -> "\"stage\":\"NEW\",\"amount\":\"1234.50\",\"currency\":\"EUR\"";
            case 19 -> "\"amount\":\"1200.00\",\"currency\":\"EUR\"";
            default ->
                step < 5 || step % 2 == 0
                        ? "\"channel\":\"call\",\"direction\":\"outbound\",\"duration\":320,\"connected\":true"
                        : "\"to\":\"" + STAGES[step / 2 % STAGES.length] + "\",\"reason\":\"next step agreed\"";
        };
    }
}
