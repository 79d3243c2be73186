package dev.crmpulse.cli.replay;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.files.RecordReader;
import dev.crmpulse.connectors.files.SourceRecord;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.mapping.FileMapping;
import dev.crmpulse.connectors.mapping.MappedEvent;
import dev.crmpulse.connectors.mapping.MappedRow;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Sends the records of files to Kafka as events, and those that do not fit to the dead letters. */
final class FilePublisher {
    private final EventPublisher publisher;
    private final EventPublisher letters;
    private final Clock clock;
    private final long eventsPerSecond;
    private final long untilMillis;
    private final long startedNanos = System.nanoTime();
    private long records;
    private long events;
    private long rejects;
    private long ignored;
    private long leftToLive;

    /**
     * @param letters where dead letters go
     * @param eventsPerSecond how fast events are sent; 0 for as fast as they go
     * @param until events of this moment and later are left out
     */
    FilePublisher(
            EventPublisher publisher,
            EventPublisher letters,
            Clock clock,
            long eventsPerSecond,
            Optional<Instant> until) {
        this.publisher = publisher;
        this.letters = letters;
        this.clock = clock;
        this.eventsPerSecond = eventsPerSecond;
        this.untilMillis = until.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    }

    void publish(FileMapping mapping, RecordReader reader, ReplayWatcher watcher) throws IOException {
        for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
            records++;
            publish(mapping.map(record));
            watcher.at(reader.bytesRead(), records, events);
        }
    }

    private void publish(MappedRow row) {
        if (row instanceof MappedRow.Mapped mapped) {
            for (MappedEvent event : mapped.events()) {
                if (event.timeMillis() >= untilMillis) {
                    leftToLive++;
                    continue;
                }
                await();
                publisher.event(event.key(), event.json());
                events++;
            }
        } else if (row instanceof MappedRow.Reject reject) {
            rejects++;
            letters.deadLetter(new DeadLetter(
                    reject.file() + ":" + reject.record(),
                    reject.reason(),
                    (reject.line() > 0 ? "line " + reject.line() + ": " : "") + reject.detail(),
                    reject.file(),
                    reject.record(),
                    clock.millis(),
                    reject.bytes()));
        } else {
            ignored++;
        }
    }

    private void await() {
        if (eventsPerSecond > 0) {
            long due = startedNanos + events * 1_000_000_000L / eventsPerSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    long records() {
        return records;
    }

    long events() {
        return events;
    }

    long rejects() {
        return rejects;
    }

    long ignored() {
        return ignored;
    }

    /** Events that were left out because a live job brings them. */
    long leftToLive() {
        return leftToLive;
    }
}
