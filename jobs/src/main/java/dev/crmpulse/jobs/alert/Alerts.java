package dev.crmpulse.jobs.alert;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.engine.policy.BreakerPolicy;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Notice;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.jobs.table.AlertJournal;
import dev.crmpulse.jobs.table.AlertJournal.Delivery;
import dev.crmpulse.jobs.table.AlertJournal.Statement;
import dev.crmpulse.metrics.assignment.Breaker;
import dev.crmpulse.metrics.assignment.BreakerAlert;
import dev.crmpulse.metrics.sla.Alert;
import dev.crmpulse.metrics.sla.SlaClock;
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
        long heardAt = Math.max(horizonMillis, nowMillis);
        AlertJournal.Entry entry;
        if (notice instanceof Alert alert) {
            entry = new AlertJournal.Entry(
                    statement(alert, policies),
                    delivery(alert.status(), alert.newsOfMillis(), heardAt),
                    revision,
                    horizonMillis);
        } else if (notice instanceof BreakerAlert alert) {
            entry = new AlertJournal.Entry(
                    statement(alert), delivery(alert.status(), alert.newsOfMillis(), heardAt), revision, horizonMillis);
        } else {
            throw new IllegalStateException("no journal takes notices such as " + notice);
        }
        return new TableRow(AlertJournal.TYPE, AlertJournal.TYPE.row(entry, policies), 0, TableRow.Kind.PRESENT);
    }

    private static Statement statement(Alert alert, TenantPolicies policies) {
        SlaClock clock = alert.clock();
        return new Statement(
                clock.tenant(),
                clock.id(),
                clock.startedAt(),
                clock.entity().written(),
                clock.entityId(),
                clock.level().sla(),
                clock.level().policyId(),
                clock.level().episode(),
                clock.levelName(policies),
                clock.level().number(),
                clock.owner(),
                clock.timing().dueAt(),
                alert.status());
    }

    /** A breaker has one level, and is due as soon as it opens: something is to be done, there is nobody to reproach. */
    private static Statement statement(BreakerAlert alert) {
        Breaker period = alert.period();
        return new Statement(
                period.tenant(),
                period.id(),
                period.startedAt(),
                period.key().kind(),
                period.key().id(),
                BreakerPolicy.ID,
                period.policyId(),
                period.periodNo(),
                period.state().written(),
                1,
                "",
                period.startedAt(),
                alert.status());
    }

    private Delivery delivery(Alert.Status status, long newsOfMillis, long nowMillis) {
        long newsMillis = status == Alert.Status.WITHDRAWN ? TAKEN_BACK_MILLIS : NEWS_MILLIS;
        return nowMillis - newsOfMillis > newsMillis ? Delivery.SUPPRESSED : ofNews;
    }
}
