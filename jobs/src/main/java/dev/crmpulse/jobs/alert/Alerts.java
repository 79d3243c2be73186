package dev.crmpulse.jobs.alert;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.jobs.table.AlertJournal;
import java.util.function.Consumer;

/** Says what changes of clocks give reason to say. */
public final class Alerts {
    private final AlertJournal.Delivery delivery;

    /** @param retention a replay sends nothing */
    public Alerts(Retention retention) {
        this.delivery =
                retention.equals(Retention.REPLAY) ? AlertJournal.Delivery.SUPPRESSED : AlertJournal.Delivery.SENT;
    }

    /**
     * The journal's rows for a change of a fact.
     *
     * @param nowMillis the time of day: what came due long before it is no news
     */
    public void of(FactChange change, long horizonMillis, long nowMillis, Consumer<TableRow> rows) {
        AlertJournal.statements(
                change,
                delivery,
                horizonMillis,
                Math.max(horizonMillis, nowMillis),
                entry -> rows.accept(TableRow.journal(AlertJournal.TYPE, entry)));
    }
}
