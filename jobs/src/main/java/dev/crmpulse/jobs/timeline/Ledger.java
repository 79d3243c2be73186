package dev.crmpulse.jobs.timeline;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.jobs.table.LedgerJournal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts what became of the deliveries of a batch, by tenant. */
final class Ledger {
    private static final class Counts {
        private long delivered;
        private long accepted;
        private long twins;
        private long late;
    }

    private final String timeline;
    private final Map<String, Counts> byTenant = new HashMap<>();

    Ledger(String timeline) {
        this.timeline = timeline;
    }

    /** What changes no count is no row: events that are counted on another timeline. */
    void count(String tenant, int delivered, long acceptedDelta, long twinsDelta, int late) {
        if (delivered == 0 && acceptedDelta == 0 && twinsDelta == 0 && late == 0) {
            return;
        }
        Counts counts = byTenant.computeIfAbsent(tenant, name -> new Counts());
        counts.delivered += delivered;
        counts.accepted += acceptedDelta;
        counts.twins += twinsDelta;
        counts.late += late;
    }

    /** Emits what was counted since the last time. */
    void drain(Consumer<TableRow> rows) {
        byTenant.forEach((tenant, counts) -> rows.accept(TableRow.journal(
                LedgerJournal.TYPE,
                new LedgerJournal.Entry(
                        timeline, tenant, counts.delivered, counts.accepted, counts.twins, counts.late))));
        byTenant.clear();
    }
}
