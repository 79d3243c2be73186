package dev.crmpulse.soak.suite;

import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.page.PageServer;
import dev.crmpulse.page.browser.Chromium;
import dev.crmpulse.page.browser.Screen;
import dev.crmpulse.page.browser.Visit;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A lead that is answered while somebody looks at a board: how long until its tile moves. */
final class AnsweredLead {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int TIMES = 3;

    /** As the address that a demo prints. */
    private static final String REFRESH = "refresh=5s";

    private final KafkaEndpoint kafka;
    private final PageServer page;
    private final Chromium chromium;

    AnsweredLead(KafkaEndpoint kafka, PageServer page, Chromium chromium) {
        this.kafka = kafka;
        this.page = page;
        this.chromium = chromium;
    }

    boolean movesItsTile(PrintStream out) throws IOException {
        boolean held = true;
        try (EventPublisher publisher = new EventPublisher(kafka)) {
            for (int time = 1; time <= TIMES; time++) {
                // the board has one tenant, whose leads these are alone
                WatchedLead lead = new WatchedLead("answered-" + time);
                send(publisher, lead.created(Instant.now()));
                URI board = URI.create(page.board("crm-lead-life-cycle-en") + "?" + REFRESH + "&from=now-1h&var-tenant="
                        + WatchedLead.TENANT);
                try (Visit visit = chromium.open(board, Screen.LAPTOP)) {
                    visit.awaitPanel("Captured", "(?<!\\d)" + time + "(?!\\d)");
                    visit.awaitPanel("Waiting now", "(?<!\\d)1(?!\\d)");
                    long answered = System.nanoTime();
                    send(publisher, lead.answered(Instant.now()));
                    visit.awaitPanel("Waiting now", "(?<!\\d)0(?!\\d)");
                    Duration took = Duration.ofNanos(System.nanoTime() - answered);
                    out.printf(
                            Locale.ROOT, "a lead was answered: its tile moved after %.1f s%n", took.toMillis() / 1e3);
                    held &= took.compareTo(WITHIN) <= 0;
                }
            }
        }
        return held;
    }

    private static void send(EventPublisher publisher, SimulatedEvent event) throws IOException {
        publisher.event(event.key(), event.json());
        publisher.flush();
    }
}
