package dev.crmpulse.soak.suite;

import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.page.PageServer;
import dev.crmpulse.page.browser.Chromium;
import dev.crmpulse.page.browser.Screen;
import dev.crmpulse.page.browser.Visit;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A lead that is answered while somebody looks at a board: how long until its tile moves. */
final class AnsweredLead {
    private static final String TENANT = "asia";
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int TIMES = 3;
    private static final int NAP_MILLIS = 200;

    /** As the address that a demo prints. */
    private static final String REFRESH = "refresh=5s";

    private final LocalStack stack;
    private final PageServer page;
    private final Chromium chromium;

    AnsweredLead(LocalStack stack, PageServer page, Chromium chromium) {
        this.stack = stack;
        this.page = page;
        this.chromium = chromium;
    }

    boolean movesItsTile(PrintStream out) throws IOException, SQLException, InterruptedException {
        boolean held = true;
        try (EventPublisher publisher = new EventPublisher(stack.kafka())) {
            for (int time = 1; time <= TIMES; time++) {
                // of a channel of its own, so that the board shows no other
                String lead = "watched-" + time;
                send(publisher, lead, "lead.created", "customer", "\"channel\":\"" + lead + "\",");
                awaitChannel(lead);
                URI board = URI.create(
                        page.board("crm-lead-life-cycle-en") + "?" + REFRESH + "&from=now-1h&var-channel=" + lead);
                try (Visit visit = chromium.open(board, Screen.LAPTOP)) {
                    visit.awaitPanel("Waiting now", "leads\\s*1\\b");
                    long answered = System.nanoTime();
                    send(publisher, lead, "message.sent", "human", "");
                    visit.awaitPanel("Waiting now", "leads\\s*0\\b");
                    Duration took = Duration.ofNanos(System.nanoTime() - answered);
                    out.printf(
                            Locale.ROOT, "a lead was answered: its tile moved after %.1f s%n", took.toMillis() / 1e3);
                    held &= took.compareTo(WITHIN) <= 0;
                }
            }
        }
        return held;
    }

    /** Waits until it can be chosen on the board. */
    private void awaitChannel(String channel) throws SQLException, InterruptedException {
        try (Connection connection = stack.endpoint().connect();
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet rows =
                        statement.executeQuery("SELECT count() FROM crm.lead_tier WHERE channel = '" + channel + "'")) {
                    rows.next();
                    if (rows.getLong(1) > 0) {
                        return;
                    }
                }
                Thread.sleep(NAP_MILLIS);
            }
        }
    }

    private static void send(EventPublisher publisher, String lead, String type, String actor, String member)
            throws IOException {
        String json = ("{\"specversion\":\"1.0\",\"id\":\"%s-%s\",\"source\":\"suite\",\"type\":\"crm.%s\","
                        + "\"subject\":\"lead/%s\",\"time\":\"%s\",\"tenant\":\"%s\",\"actor\":\"rep-01\","
                        + "\"actortype\":\"%s\",\"data\":{%s\"lead_id\":\"%s\"}}")
                .formatted(
                        lead,
                        type,
                        type,
                        lead,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        TENANT,
                        actor,
                        member,
                        lead);
        publisher.event(TENANT + "/lead/" + lead, json.getBytes(StandardCharsets.UTF_8));
        publisher.flush();
    }
}
