package dev.crmpulse.jobs.intake;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.jobs.table.EventDay;
import dev.crmpulse.jobs.table.IntakeJournal;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts what was read and emits it with each checkpoint, by a way of its own: where a delivery is lost between here and its
 * timeline or table, the counts differ.
 */
public final class IntakeCounter<R extends ParsedRecord> extends AbstractStreamOperator<TableRow>
        implements OneInputStreamOperator<R, TableRow> {
    private static final class Counts {
        private long read;
        private long unreadable;
    }

    private transient EventDay.Counters<Counts> counters;

    @Override
    public void open() throws Exception {
        super.open();
        counters = new EventDay.Counters<>(Counts::new);
    }

    @Override
    public void processElement(StreamRecord<R> record) {
        ParsedRecord parsed = record.getValue();
        if (parsed instanceof ParsedEvent event) {
            counters.of(event.tenant(), event.event().source(), event.event().timeMillis()).read++;
        } else if (parsed instanceof DeadLetter letter) {
            Counts counts = counters.of("", "", letter.foundAtMillis());
            counts.read++;
            counts.unreadable++;
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        emit();
    }

    @Override
    public void finish() {
        emit();
    }

    private void emit() {
        counters.drain((day, counts) -> output.collect(new StreamRecord<>(
                TableRow.journal(IntakeJournal.TYPE, new IntakeJournal.Entry(day, counts.read, counts.unreadable)))));
    }
}
