package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.service.TicketFold;
import dev.crmpulse.metrics.sla.SlaClockFold;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactSqlTest {
    private static final Metric OF_LEADS = SlaClockFold.METRIC;
    private static final Metric OF_TICKETS = TicketFold.SLA_CLOCK;

    @Test
    void whatSeveralTimelinesStateIsOpenUpToTheHorizonOfItsOwn() {
        assertThat(FactSql.view(OF_LEADS.facts(), List.of(OF_LEADS, OF_TICKETS)).text())
                .contains("dateDiff('millisecond', started_at, multiIf(entity IN ('deal', 'lead'),"
                        + " (SELECT max(horizon) FROM crm.progress WHERE timeline = 'engagement'),"
                        + " (SELECT max(horizon) FROM crm.progress WHERE timeline = 'ticket')))");
    }

    @Test
    void whatOneTimelineStatesIsOpenUpToItsHorizon() {
        assertThat(FactSql.view(OF_LEADS.facts(), List.of(OF_LEADS)).text())
                .contains("dateDiff('millisecond', started_at,"
                        + " (SELECT max(horizon) FROM crm.progress WHERE timeline = 'engagement'))");
    }
}
