package dev.crmpulse.bench;

import dev.crmpulse.cli.live.RunningJob;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * How long it takes from the sending of an event until it can be asked for, at an even load. Rows become visible in the
 * order of their commits, so the event that is the n-th to be sent is held to be there when n rows are.
 *
 * @param millis of each event, rising
 * @param cpuNanos of Kafka, Flink and the sender together, less that of the compilers
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record LiveLatency(long[] millis, long cpuNanos, long clickHouseNanos) {
    private static final long POLL_MILLIS = 100;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Rows that can be asked for. */
    interface RowCount {
        long now() throws SQLException;
    }

    /**
     * Sends events evenly and waits until all can be asked for.
     *
     * @param rows at first those of earlier events alone
     */
    static LiveLatency measure(
            LocalStack stack, RunningJob job, RowCount rows, List<SimulatedEvent> events, double perSecond)
            throws Exception {
        long before = rows.now();
        ProcessCpu cpuStarted = ProcessCpu.now();
        long clickHouseStarted = MeasuredJob.clickHouseNanos(stack);
        long[] millis = new long[events.size()];
        Thread sender = null;
        try (EventPublisher publisher = new EventPublisher(stack.kafka())) {
            long started = System.nanoTime();
            Sending sending = new Sending(publisher, events, started, perSecond);
            sender = new Thread(sending, "sender");
            sender.start();
            int seen = 0;
            while (seen < millis.length) {
                Thread.sleep(POLL_MILLIS);
                job.check();
                sending.check();
                long there = rows.now() - before;
                long now = System.nanoTime();
                for (; seen < there && seen < millis.length; seen++) {
                    millis[seen] = (now - sending.dueNanos(seen)) / NANOS_PER_MILLI;
                }
            }
        } finally {
            if (sender != null) {
                sender.interrupt();
                sender.join();
            }
        }
        Arrays.sort(millis);
        return new LiveLatency(
                millis,
                ProcessCpu.now().netNanosSince(cpuStarted),
                MeasuredJob.clickHouseNanos(stack) - clickHouseStarted);
    }

    /** The time that so much of the events took at most. */
    long quantileMillis(double quantile) {
        return millis[Math.max(0, (int) Math.ceil(quantile * millis.length) - 1)];
    }

    /** Sends each event at its time, or as soon as it can; the wait for its turn counts, or an overload would look fast. */
    private static final class Sending implements Runnable {
        private final EventPublisher publisher;
        private final List<SimulatedEvent> events;
        private final long startedNanos;
        private final double perSecond;
        private volatile IOException failure;

        Sending(EventPublisher publisher, List<SimulatedEvent> events, long startedNanos, double perSecond) {
            this.publisher = publisher;
            this.events = events;
            this.startedNanos = startedNanos;
            this.perSecond = perSecond;
        }

        long dueNanos(int number) {
            return startedNanos + (long) (number / perSecond * NANOS_PER_SECOND);
        }

        void check() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void run() {
            try {
                for (int i = 0; i < events.size(); i++) {
                    long early = dueNanos(i) - System.nanoTime();
                    if (early > NANOS_PER_MILLI) {
                        Thread.sleep(early / NANOS_PER_MILLI);
                    }
                    publisher.event(events.get(i).key(), events.get(i).json());
                }
                publisher.flush();
            } catch (IOException refused) {
                failure = refused;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
