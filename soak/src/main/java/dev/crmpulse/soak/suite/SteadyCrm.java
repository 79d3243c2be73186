package dev.crmpulse.soak.suite;

import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.simulator.crm.SimulatedCrm;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A simulated CRM that sends at a steady rate, whatever dies meanwhile, and remembers what it sent, in that order. */
final class SteadyCrm implements AutoCloseable {
    private static final long NAP_MILLIS = 5;

    private final SimulatedCrm crm;
    private final EventPublisher publisher;
    private final int perSecond;
    private final List<SimulatedEvent> sent = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "steady-crm");
    private volatile boolean ended;

    /** Begins to send. */
    SteadyCrm(SimulatedCrm crm, EventPublisher publisher, int perSecond) {
        this.crm = crm;
        this.publisher = publisher;
        this.perSecond = perSecond;
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends one event more, now. */
    synchronized void send(SimulatedEvent event) {
        publisher.event(event.key(), event.json());
        sent.add(event);
    }

    /** How many it sent so far. */
    synchronized int sent() {
        return sent.size();
    }

    /**
     * Stops, and waits until all has arrived.
     *
     * @return all that was sent
     * @throws IOException where something did not arrive
     */
    List<SimulatedEvent> end() throws IOException, InterruptedException {
        close();
        publisher.flush();
        synchronized (this) {
            return List.copyOf(sent);
        }
    }

    private void run() {
        long startedNanos = System.nanoTime();
        for (long count = 0; !ended; ) {
            double seconds = (System.nanoTime() - startedNanos) / 1e9;
            for (long due = (long) (seconds * perSecond); count < due && !ended; count++) {
                send(crm.next());
            }
            try {
                Thread.sleep(NAP_MILLIS);
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
