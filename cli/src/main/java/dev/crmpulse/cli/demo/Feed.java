package dev.crmpulse.cli.demo;

import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.kafka.Heartbeat;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.simulator.crm.SimulatedCrm;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends the events of the simulated CRM: its past as fast as it goes, then everything when it is due. Time begins to tick
 * when the past is sent.
 */
final class Feed implements AutoCloseable {
    private static final Duration TICK_EVERY = Duration.ofSeconds(1);
    private static final long LONGEST_SLEEP_MILLIS = 200;

    private final SimulatedCrm crm;
    private final EventPublisher publisher;
    private final Heartbeat heartbeat;
    private final Freshness freshness;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "simulated-crm");
    private volatile boolean ended;
    private volatile boolean pastSent;
    private volatile long past;
    private SimulatedEvent next;

    Feed(SimulatedCrm crm, KafkaEndpoint kafka, Freshness freshness) {
        this.crm = crm;
        this.publisher = new EventPublisher(kafka);
        this.heartbeat = new Heartbeat(kafka);
        this.freshness = freshness;
        this.next = crm.next();
    }

    void start() {
        thread.start();
    }

    /** Events sent so far. */
    long sent() {
        return sent.get();
    }

    /** Whether the past was sent and what happens is sent when it happens. */
    boolean isLive() {
        return pastSent;
    }

    /** How many events the past had; 0 while it is being sent. */
    long past() {
        return past;
    }

    /** Fails where sending failed. */
    void check() throws IOException {
        Exception cause = failure.get();
        if (cause != null) {
            throw new IOException("the simulated CRM could not send: " + cause.getMessage(), cause);
        }
    }

    private void run() {
        try {
            while (!ended && next.publishAt().isBefore(Instant.now())) {
                send();
            }
            publisher.flush();
            past = sent.get();
            pastSent = true;
            Instant tickAt = Instant.now();
            while (!ended) {
                Instant now = Instant.now();
                while (!next.publishAt().isAfter(now)) {
                    freshness.sent(System.nanoTime());
                    send();
                }
                if (!tickAt.isAfter(now)) {
                    heartbeat.beat();
                    tickAt = now.plus(TICK_EVERY);
                }
                long wait = Duration.between(Instant.now(), next.publishAt()).toMillis();
                Thread.sleep(Math.max(1, Math.min(wait, LONGEST_SLEEP_MILLIS)));
            }
            publisher.flush();
        } catch (IOException unsent) {
            failure.set(unsent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        publisher.event(next.key(), next.json());
        sent.incrementAndGet();
        next = crm.next();
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
        heartbeat.close();
        publisher.close();
    }
}
