package dev.crmpulse.jobs.timeline;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.timeline.Settlement;
import dev.crmpulse.jobs.table.EventDay;
import dev.crmpulse.jobs.table.LedgerJournal;
import java.util.function.Consumer;

/** Counts what became of the deliveries of a batch, by tenant, source and day of the events. */
final class Ledger {
    private static final class Counts {
        private long delivered;
        private long accepted;
        private long twins;
        private long late;

        private boolean isEmpty() {
            return delivered == 0 && accepted == 0 && twins == 0 && late == 0;
        }
    }

    private final String timeline;
    private final EventDay.Counters<Counts> counters = new EventDay.Counters<>(Counts::new);

    Ledger(String timeline) {
        this.timeline = timeline;
    }

    void delivered(String tenant, CrmEvent event) {
        counts(tenant, event).delivered++;
    }

    /** That a delivery which was accepted is not any more. */
    void takenBack(String tenant, CrmEvent event) {
        counts(tenant, event).accepted--;
    }

    void late(String tenant, CrmEvent event) {
        counts(tenant, event).late++;
    }

    void settled(String tenant, Settlement settlement) {
        settlement.accepted().forEach(event -> counts(tenant, event).accepted++);
        settlement.dropped().forEach(event -> counts(tenant, event).accepted--);
        settlement.twins().forEach(event -> counts(tenant, event).twins++);
        settlement.freed().forEach(event -> counts(tenant, event).twins--);
    }

    private Counts counts(String tenant, CrmEvent event) {
        return counters.of(tenant, event.source(), event.timeMillis());
    }

    /** Emits what was counted since the last time. What changes no count is no row. */
    void drain(Consumer<TableRow> rows) {
        counters.drain((day, counts) -> {
            if (!counts.isEmpty()) {
                rows.accept(TableRow.journal(
                        LedgerJournal.TYPE,
                        new LedgerJournal.Entry(
                                timeline, day, counts.delivered, counts.accepted, counts.twins, counts.late)));
            }
        });
    }
}
