package dev.crmpulse.soak.suite;

import dev.crmpulse.connectors.kafka.EventPublisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Leads through their whole life, as many each day, each ten days long: asked, assigned, answered, with a deal that moves on
 * and is won or lost. Every tenth is never closed. On a day happens what is due of all leads of the ten days before, so that
 * events of different leads come mixed.
 *
 * @param leads how many
 * @param perDay how many begin each day
 */
record LeadLives(int leads, int perDay) {
    static final String TENANT = "t";
    static final Instant FIRST_DAY = Instant.parse("2023-01-01T00:00:00Z");

    /** How many days a life takes; the events of the last one close it. */
    private static final int DAYS = 10;

    private static final int NEVER_CLOSED_EACH = 10;

    /** Days until all that happens has happened. */
    int days() {
        return (leads + perDay - 1) / perDay + DAYS;
    }

    /** The first moment of a day. */
    static Instant day(int number) {
        return FIRST_DAY.plus(Duration.ofDays(number));
    }

    static boolean isClosed(int lead) {
        return lead % NEVER_CLOSED_EACH != 0;
    }

    /** When the last event of a lead happened. */
    Instant lastEvent(int lead) {
        return moment(lead / perDay + (isClosed(lead) ? DAYS - 1 : DAYS - 2), lead);
    }

    /** Sends what happens on a day, and that it is over. */
    int send(int day, EventPublisher to) throws IOException {
        int sent = 0;
        for (int age = DAYS - 1; age >= 0; age--) {
            int begun = day - age;
            for (int lead = begun * perDay; begun >= 0 && lead < Math.min(leads, (begun + 1) * perDay); lead++) {
                sent += sendOf(lead, age, moment(day, lead), to);
            }
        }
        to.tick(day(day + 1));
        return sent;
    }

    private static Instant moment(int day, int lead) {
        return day(day).plusSeconds(8 * 3600 + lead % 30_000);
    }

    private static int sendOf(int lead, int age, Instant at, EventPublisher to) {
        switch (age) {
            case 0 -> {
                send(lead, "lead.created", "lead", at, "customer", "\"channel\":\"web\"", to);
                send(
                        lead,
                        "lead.assigned",
                        "lead",
                        at.plusSeconds(60),
                        "system",
                        "\"owner\":\"rep-" + lead % 97 + "\"",
                        to);
                return 2;
            }
            case 1 ->
                send(
                        lead,
                        "activity.logged",
                        "lead",
                        at,
                        "human",
                        "\"channel\":\"call\",\"direction\":\"outbound\",\"connected\":true,\"duration\":240",
                        to);
            case 2 ->
                send(
                        lead,
                        "deal.created",
                        "deal",
                        at,
                        "human",
                        "\"stage\":\"DEMO\",\"amount\":\"900.00\",\"currency\":\"EUR\"",
                        to);
            case 4 ->
                send(lead, "deal.stage_changed", "deal", at, "human", "\"from\":\"DEMO\",\"to\":\"PROPOSAL\"", to);
            case 6 -> send(lead, "message.received", "lead", at, "customer", "\"channel\":\"email\"", to);
            case DAYS - 2 -> send(lead, "message.sent", "lead", at, "human", "\"channel\":\"email\"", to);
            case DAYS - 1 -> {
                if (!isClosed(lead)) {
                    return 0;
                }
                send(lead, lead % 3 == 0 ? "deal.won" : "deal.lost", "deal", at, "human", "\"reason\":\"price\"", to);
            }
            default -> {
                return 0;
            }
        }
        return 1;
    }

    private static void send(
            int lead, String type, String kind, Instant at, String actorType, String data, EventPublisher to) {
        String subject = kind + (kind.equals("lead") ? "/L-" : "/D-") + lead;
        String json =
                "{\"specversion\":\"1.0\",\"id\":\"" + type + '-' + lead + "\",\"source\":\"lives\",\"type\":\"crm."
                        + type + "\",\"subject\":\"" + subject + "\",\"time\":\"" + at + "\",\"tenant\":\"" + TENANT
                        + "\",\"actor\":\"rep-" + lead % 97 + "\",\"actortype\":\"" + actorType
                        + "\",\"data\":{\"lead_id\":\"L-"
                        + lead + "\",\"deal_id\":\"D-" + lead + "\"," + data + "}}";
        to.event(TENANT + "/lead/L-" + lead, json.getBytes(StandardCharsets.UTF_8));
    }
}
