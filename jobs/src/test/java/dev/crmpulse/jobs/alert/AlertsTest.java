package dev.crmpulse.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Notice;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.jobs.table.AlertJournal;
import dev.crmpulse.metrics.sla.Alert;
import dev.crmpulse.metrics.sla.Alert.Status;
import dev.crmpulse.metrics.sla.SlaClock;
import dev.crmpulse.metrics.sla.SlaState;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which alerts people still are to hear, and the rows that all are written down in. */
class AlertsTest {
    private static final TenantPolicies POLICIES =
            Policies.of(ShippedPolicies.all()).tenant("t");
    private static final long STARTED = at("2026-03-02T08:00:00Z");
    private static final long DUE = at("2026-03-02T10:00:00Z");
    private static final long ENDED = at("2026-03-05T10:00:00Z");
    private static final long BEFORE_ALL = Long.MIN_VALUE;

    @ParameterizedTest
    @CsvSource({
        "RAISED   , 2026-03-02T10:00:01Z, sent",
        "RAISED   , 2026-03-02T10:15:00Z, sent",
        "RAISED   , 2026-03-02T10:15:01Z, suppressed",
        "CLEARED  , 2026-03-05T10:15:00Z, sent",
        "CLEARED  , 2026-03-05T10:15:01Z, suppressed",
        "WITHDRAWN, 2026-03-09T10:00:00Z, sent",
        "WITHDRAWN, 2026-03-09T10:00:01Z, suppressed"
    })
    void whatIsNewsIsSentAndAReplaySendsNothing(Status status, String now, String delivery) {
        Alert alert = alert(status);

        assertThat(delivery(new Alerts(Retention.LIVE), alert, BEFORE_ALL, at(now)))
                .isEqualTo(delivery);
        assertThat(delivery(new Alerts(Retention.LIVE), alert, at(now), DUE))
                .as("the horizon is later than the time of day")
                .isEqualTo(delivery);
        assertThat(delivery(new Alerts(Retention.REPLAY), alert, BEFORE_ALL, at(now)))
                .isEqualTo("suppressed");
    }

    @Test
    void aRowHoldsTheClockByItsPolicyAndWhenItWasStated() {
        TableRow row = new Alerts(Retention.LIVE).of(alert(Status.RAISED), POLICIES, 7, DUE + 1, DUE + 1);

        assertThat(row.type()).isSameAs(AlertJournal.TYPE);
        assertThat(row.kind()).isEqualTo(TableRow.Kind.PRESENT);
        assertThat(row.values())
                .containsExactly(
                        "t",
                        "lead/L1/first-response/1/2",
                        STARTED,
                        "lead",
                        "L1",
                        "first-response",
                        "first-response@1",
                        1,
                        "supervisor",
                        2,
                        "rep-1",
                        DUE,
                        "raised",
                        "sent",
                        7L,
                        DUE + 1);
    }

    @Test
    void aNoticeThatNoJournalTakesIsAnError() {
        Notice unknown = new Notice() {};

        assertThatThrownBy(() -> new Alerts(Retention.LIVE).of(unknown, POLICIES, 1, DUE, DUE))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Object delivery(Alerts alerts, Alert alert, long horizonMillis, long nowMillis) {
        return alerts.of(alert, POLICIES, 1, horizonMillis, nowMillis)
                .values()[AlertJournal.TYPE.position(AlertJournal.DELIVERY)];
    }

    private static Alert alert(Status status) {
        SlaClock clock = new SlaClock(
                "lead/L1/first-response/1/2",
                new FactSubject("t", "L1", "", ""),
                Entity.LEAD,
                "L1",
                new SlaClock.Level("first-response", 1, 1, 2, 3),
                new SlaClock.Timing(STARTED, null, DUE, status == Status.RAISED ? null : (Long) ENDED, 0, 0),
                SlaState.OVERDUE,
                "",
                "rep-1",
                "rep-1");
        return new Alert(clock, status);
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
