package dev.crmpulse.verify.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.clickhouse.TableGuard;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.metrics.catalogue.CatalogueEntry;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.catalogue.VectorCheck;
import dev.crmpulse.verify.check.MetricCheck;
import dev.crmpulse.verify.check.Verification;
import dev.crmpulse.verify.check.VerificationWatcher;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A metric is added by its descriptor and its own files alone, which lie beside this test: fact, fold, catalogue file and the
 * folder of its SQL. The one thing left is its line in the list of metrics.
 */
class ToyMetricTest {
    private static final List<Metric> METRICS =
            Stream.concat(Metrics.ALL.stream(), Stream.of(CallFold.METRIC)).toList();

    @TestFactory
    Stream<DynamicTest> itsVectorsPassThroughItsFold() throws Exception {
        CatalogueEntry entry = CatalogueEntry.read(
                Path.of(ToyMetricTest.class.getResource("/catalogue/M99.yaml").toURI()));
        Timeline timeline = new Timeline(CallFold.METRIC.timeline(), List.of(CallFold.METRIC.fold()));
        return entry.vectors().stream()
                .map(vector ->
                        dynamicTest(vector.name(), () -> VectorCheck.check(entry, vector, CallFold.METRIC, timeline)));
    }

    @Test
    void itsTableAndViewsAreMadeAndVerified(@TempDir Path directory) throws Exception {
        try (ClickHouseProcess clickHouse = ClickHouseProcess.start(directory)) {
            ClickHouseEndpoint endpoint = ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret());
            try (Connection connection = endpoint.connect()) {
                assertThat(new Migrations(connection, METRICS).apply())
                        .contains(
                                "table/call",
                                "view/call",
                                "view/call_window",
                                "metrics/m99_call/truth.sql",
                                "metrics/m99_call/call_by_owner.sql");
                new TableGuard(connection).check(List.of(Call.TYPE));
                fill(connection);

                assertThat(rows(connection, "SELECT id, called_at, lead_key, team, revision FROM crm.call"))
                        .containsExactly("L1/1 2026-03-02 09:00:00 l1 East 1");
                assertThat(rows(connection, "SELECT owner, n FROM crm.call_window WHERE grain = 'day'"))
                        .containsExactly("rep-1 1");
                assertThat(rows(connection, "SELECT owner, team, n FROM crm.call_by_owner"))
                        .containsExactly("rep-1 East 1");
                assertThat(rows(
                                connection,
                                "SELECT name FROM system.columns WHERE database = 'crm'"
                                        + " AND table = 'call' AND comment = ''"))
                        .isEmpty();

                assertThat(check(endpoint, "M99")).satisfies(check -> {
                    assertThat(check.view()).isEqualTo("call");
                    assertThat(check.rows()).isEqualTo(1);
                    assertThat(check.differences()).isEmpty();
                });
                assertThat(check(endpoint, "windows").differences()).isEmpty();

                insert(
                        connection,
                        "call (tenant, id, started_at, lead_id, owner, version)",
                        "('t', 'L1/2', '2026-03-02 10:00:00', 'L1', 'rep-1', 1)");
                assertThat(check(endpoint, "M99").differences()).hasSize(1);
                // the hour holds one call too few, the day as well
                assertThat(check(endpoint, "windows").differences()).hasSize(2);
            }
        }
    }

    private static void fill(Connection connection) throws SQLException {
        insert(connection, "run (run, mode)", "(1, 'replay')");
        // 9:00 UTC is 14:30 in Kolkata: hours and days begin at half past of UTC
        insert(
                connection,
                "policy (tenant, kind, id, version, effective_from, body)",
                "('t', 'tenant', 'profile', 1, '2026-01-01 00:00:00', '{\"kind\": \"tenant\", \"id\": \"profile\","
                        + " \"tenant\": \"t\", \"version\": 1, \"effective_from\": \"2026-01-01\", \"zone\": \"Asia/Kolkata\"}')");
        insert(
                connection,
                "people (tenant, id, started_at, rep_id, change_no, team, version)",
                "('t', 'rep-1/1', '2026-01-01 00:00:00', 'rep-1', 1, 'East', 1)");
        insert(
                connection,
                "event (tenant, key, source, id, type, subject, time, original_time, actor, actortype, json, run)",
                "('t', 'lead/L1', 'crm', 'e1', 'crm.activity.logged', 'lead/L1', '2026-03-02 09:00:00',"
                        + " '2026-03-02 09:00:00', 'rep-1', 'human', '{\"data\":{\"channel\":\"call\"}}', 1),"
                        + "('t', 'rep/rep-1', 'crm', 'e2', 'crm.rep.changed', 'rep/rep-1', '2026-01-01 00:00:00',"
                        + " '2026-01-01 00:00:00', '', 'system', '{\"data\":{\"team\":\"East\"}}', 1)");
        insert(
                connection,
                "call (tenant, id, started_at, lead_id, owner, version)",
                "('t', 'L1/1', '2026-03-02 09:00:00', 'L1', 'rep-1', 1)");
        for (String window : List.of("'', 'hour', '2026-03-02 08:30:00'", "'rep-1', 'day', '2026-03-01 18:30:00'")) {
            insert(
                    connection,
                    "fact_window (tenant, id, family, dated_by, n, version, owner, grain, started_at)",
                    "('t', generateUUIDv4(), 'call', 'started_at', 1, 1, " + window + ")");
        }
    }

    private static MetricCheck check(ClickHouseEndpoint endpoint, String metric) throws Exception {
        return new Verification(endpoint, METRICS, VerificationWatcher.silent())
                .run().stream()
                        .filter(check -> check.metric().equals(metric))
                        .findFirst()
                        .orElseThrow();
    }

    private static void insert(Connection connection, String table, String rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO crm_store." + table + " VALUES " + rows);
        }
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(rows.getString(i));
                }
                found.add(String.join(" ", values));
            }
        }
        return found;
    }
}
