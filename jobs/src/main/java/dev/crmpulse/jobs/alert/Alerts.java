package dev.crmpulse.jobs.alert;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Notice;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.jobs.table.AlertJournal;
import dev.crmpulse.jobs.table.AlertJournal.Delivery;
import dev.crmpulse.metrics.sla.Alert;
import java.time.Duration;

/** Writes down what people are to be notified of, and decides whether they still are to hear it. */
public final class Alerts {
    private static final long NEWS_MILLIS = Duration.ofMinutes(15).toMillis();
    /** Who was alarmed within these days hears that it was in vain. */
    private static final long TAKEN_BACK_MILLIS = Duration.ofDays(7).toMillis();

    private final Delivery ofNews;

    /** @param retention a replay sends nothing */
    public Alerts(Retention retention) {
        this.ofNews = retention.equals(Retention.REPLAY) ? Delivery.SUPPRESSED : Delivery.SENT;
    }

    /**
     * The journal's row of a notice.
     *
     * @param policies those that the facts were evaluated by
     * @param revision of the publication that it comes with
     * @param nowMillis the time of day: what came due long before it is no news
     */
    public TableRow of(Notice notice, TenantPolicies policies, long revision, long horizonMillis, long nowMillis) {
        if (!(notice instanceof Alert alert)) {
            throw new IllegalStateException("no journal takes notices such as " + notice);
        }
        AlertJournal.Entry entry = new AlertJournal.Entry(
                alert, delivery(alert, Math.max(horizonMillis, nowMillis)), revision, horizonMillis);
        return new TableRow(AlertJournal.TYPE, AlertJournal.TYPE.row(entry, policies), 0, TableRow.Kind.PRESENT);
    }

    private Delivery delivery(Alert alert, long nowMillis) {
        long newsMillis = alert.status() == Alert.Status.WITHDRAWN ? TAKEN_BACK_MILLIS : NEWS_MILLIS;
        return nowMillis - alert.newsOfMillis() > newsMillis ? Delivery.SUPPRESSED : ofNews;
    }
}
