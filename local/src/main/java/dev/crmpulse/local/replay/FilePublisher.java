package dev.crmpulse.local.replay;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.files.RecordReader;
import dev.crmpulse.connectors.files.SourceRecord;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.mapping.FileMapping;
import dev.crmpulse.connectors.mapping.MappedEvent;
import dev.crmpulse.connectors.mapping.MappedRow;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;

/** Sends the records of files to Kafka as events, and those that do not fit to the dead letters. */
final class FilePublisher {
    private final EventPublisher publisher;
    private final Clock clock;
    private final long eventsPerSecond;
    private final long startedNanos = System.nanoTime();
    private long records;
    private long events;
    private long rejects;
    private long ignored;
    private long latestMillis = Long.MIN_VALUE;

    FilePublisher(EventPublisher publisher, Clock clock, long eventsPerSecond) {
        this.publisher = publisher;
        this.clock = clock;
        this.eventsPerSecond = eventsPerSecond;
    }

    void publish(FileMapping mapping, RecordReader reader, ReplayWatcher watcher) throws IOException {
        for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
            records++;
            publish(mapping.map(record));
            watcher.at(reader.bytesRead(), records);
        }
    }

    private void publish(MappedRow row) {
        if (row instanceof MappedRow.Mapped mapped) {
            for (MappedEvent event : mapped.events()) {
                await();
                publisher.event(event.key(), event.json());
                events++;
                latestMillis = Math.max(latestMillis, event.timeMillis());
            }
        } else if (row instanceof MappedRow.Reject reject) {
            rejects++;
            publisher.deadLetter(new DeadLetter(
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

    /** The largest event time sent, milliseconds since 1970 UTC; {@link Long#MIN_VALUE} if none was. */
    long latestMillis() {
        return latestMillis;
    }
}
