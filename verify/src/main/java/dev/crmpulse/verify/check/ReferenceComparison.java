package dev.crmpulse.verify.check;

import dev.crmpulse.connectors.clickhouse.FactRows;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.verify.reference.EntityHistory;
import dev.crmpulse.verify.reference.Histories;
import dev.crmpulse.verify.reference.PublishedRows;
import dev.crmpulse.verify.reference.Reference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares fact views with what references make of the raw events, those of one timeline in one reading of its histories.
 * Both sides come in the order of tenant and key, so that no more than one history is in memory.
 */
final class ReferenceComparison implements AutoCloseable {
    private final Connection session;
    private final TruthTables truth;
    private final Connection beside;
    private final Policies policies;
    private final Selection selection;
    private final Map<String, List<ReferenceCheck>> byHistories = new LinkedHashMap<>();

    /** @param beside a connection that is not of the session, for what is read while histories are */
    ReferenceComparison(
            Connection session, TruthTables truth, Connection beside, Policies policies, Selection selection) {
        this.session = session;
        this.truth = truth;
        this.beside = beside;
        this.policies = policies;
        this.selection = selection;
    }

    /** Adds facts that are to be compared with a reference. */
    void add(Metric metric, Reference reference) throws SQLException {
        FactType<?> facts = metric.facts();
        List<String> columns = facts.columns().stream()
                .map(Column::name)
                // dimensions are worked out for all facts in one way, see DimensionsCheck
                .filter(column -> !column.equals("def_version") && !column.equals(FactType.DIMENSIONS))
                .toList();
        ReferenceCheck check = new ReferenceCheck(
                reference,
                facts.name(),
                horizonMillis(metric.timeline()),
                new PublishedRows(
                        beside,
                        "crm." + facts.name(),
                        columns,
                        reference.key(),
                        FactRows.of(metric) + " AND " + selection.condition(reference.key())));
        byHistories
                .computeIfAbsent(metric.historyView(), view -> new ArrayList<>())
                .add(check);
    }

    /** Compares all that was added. */
    List<MetricCheck> check(VerificationWatcher watcher) throws SQLException {
        List<MetricCheck> results = new ArrayList<>();
        for (Map.Entry<String, List<ReferenceCheck>> ofTimeline : byHistories.entrySet()) {
            String histories = truth.relation(ofTimeline.getKey());
            results.addAll(check(
                    selection.isOfAll()
                            ? histories
                            : "(SELECT * FROM " + histories + " AS history WHERE " + selection.condition("key") + ")",
                    ofTimeline.getValue(),
                    watcher));
        }
        return results;
    }

    private List<MetricCheck> check(String histories, List<ReferenceCheck> checks, VerificationWatcher watcher)
            throws SQLException {
        watcher.begins(
                checks.stream().map(ReferenceCheck::metric).collect(Collectors.joining(", ")),
                count(histories),
                "histories");
        try (Histories source = new Histories(session, histories)) {
            long done = 0;
            for (EntityHistory history = source.next(); history != null; history = source.next()) {
                TenantPolicies rules = policies.tenant(history.tenant());
                for (ReferenceCheck check : checks) {
                    check.compare(history, rules);
                }
                watcher.at(++done);
            }
        }
        List<MetricCheck> results = new ArrayList<>();
        for (ReferenceCheck check : checks) {
            results.add(check.result());
        }
        return results;
    }

    private long count(String histories) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT uniqExact(tenant, key) FROM " + histories)) {
            row.next();
            return row.getLong(1);
        }
    }

    private long horizonMillis(String timeline) throws SQLException {
        try (Statement statement = beside.createStatement();
                ResultSet row = statement.executeQuery("SELECT toUnixTimestamp64Milli(max(horizon)), count()"
                        + " FROM crm.progress WHERE timeline = '" + timeline + "'")) {
            row.next();
            return row.getLong(2) == 0 ? Long.MIN_VALUE : row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        for (List<ReferenceCheck> checks : byHistories.values()) {
            for (ReferenceCheck check : checks) {
                check.close();
            }
        }
    }
}
