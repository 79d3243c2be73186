package dev.crmpulse.verify.check;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.catalogue.MetricView;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.verify.reference.References;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares every fact view with what is worked out from the raw events once more, row by row and column by column: by
 * the truth view of its metric, or by its reference.
 */
public final class Verification {
    /** Of more differences of a metric the first are shown. */
    public static final int SHOWN_DIFFERENCES = 10;

    private final ClickHouseEndpoint endpoint;
    private final List<Metric> metrics;
    private final List<MetricView> views;
    private final Set<EntityKey> histories;
    private final Set<TenantDay> days;
    private final VerificationWatcher watcher;
    private final List<MetricCheck> checks = new ArrayList<>();

    /**
     * @param endpoint the ClickHouse that holds events, facts and the policies by which they were evaluated
     * @param metrics those whose facts are compared
     */
    public Verification(ClickHouseEndpoint endpoint, List<Metric> metrics, VerificationWatcher watcher) {
        this(endpoint, metrics, List.of(), Set.of(), Set.of(), watcher);
    }

    private Verification(
            ClickHouseEndpoint endpoint,
            List<Metric> metrics,
            List<MetricView> views,
            Set<EntityKey> histories,
            Set<TenantDay> days,
            VerificationWatcher watcher) {
        this.endpoint = endpoint;
        this.metrics = List.copyOf(metrics);
        this.views = views;
        this.histories = Set.copyOf(histories);
        this.days = Set.copyOf(days);
        this.watcher = watcher;
    }

    /** A verification of every metric of the catalogue. */
    public static Verification ofAll(ClickHouseEndpoint endpoint, VerificationWatcher watcher) {
        return new Verification(endpoint, Metrics.ALL, Metrics.VIEWS, Set.of(), Set.of(), watcher);
    }

    /**
     * A verification of the facts that follow from some histories, and of those evaluated together with them, and of some windows. What is
     * recomputed takes one thread of the server. Views concern more than these, and are not compared.
     *
     * @param histories whose facts are compared
     * @param days on which the windows begin that are compared; one of both names something
     */
    public static Verification ofSome(
            ClickHouseEndpoint endpoint, List<Metric> metrics, Set<EntityKey> histories, Set<TenantDay> days) {
        if (histories.isEmpty() && days.isEmpty()) {
            throw new IllegalArgumentException("neither a history nor a day is named");
        }
        return new Verification(endpoint, metrics, List.of(), histories, days, VerificationWatcher.silent());
    }

    /**
     * Checks all metrics that have facts: those with a truth view, those with a reference; then that the views over these
     * answer, the dimensions of all facts, the windows, and whether a table refused what it was sent.
     */
    public List<MetricCheck> run() throws Exception {
        return QueryRetry.of(endpoint).inSession(this::run, watcher::again);
    }

    private List<MetricCheck> run(Connection session, Connection beside) throws SQLException, IOException {
        checks.clear();
        boolean isOfAll = histories.isEmpty() && days.isEmpty();
        if (!isOfAll) {
            try (Statement statement = session.createStatement()) {
                statement.execute("SET max_threads = 1");
            }
        }
        if (isOfAll || !histories.isEmpty()) {
            compareFacts(session, beside, isOfAll);
        }
        if (!days.isEmpty() && WindowsCheck.concerns(metrics)) {
            done(new WindowsCheck(session, metrics, days).run());
        }
        return List.copyOf(checks);
    }

    private void compareFacts(Connection session, Connection beside, boolean isOfAll) throws SQLException, IOException {
        Selection selection = isOfAll ? Selection.ALL : Selection.of(histories, beside);
        try (TruthTables truth = TruthTables.make(session, selection, watcher)) {
            compareWithTruth(new TruthComparison(session, truth, selection));
            // a session answers one statement after another: what was streamed is read beside it
            try (ReferenceComparison references =
                    new ReferenceComparison(session, truth, beside, new PolicyTables(beside).read(), selection)) {
                compareWithReferences(references);
            }
            if (isOfAll) {
                checkViews(beside);
            }
            watcher.begins("dimensions", 0, "");
            done(new DimensionsCheck(session, truth, selection, metrics).run());
        }
        if (isOfAll) {
            watcher.begins("windows", 0, "");
            done(new WindowsCheck(beside, metrics, Set.of()).run());
            done(new RefusedRowsCheck(beside).run());
        }
    }

    private void checkViews(Connection beside) throws SQLException {
        for (Map.Entry<String, List<MetricView>> view : views.stream()
                .collect(Collectors.groupingBy(MetricView::view, LinkedHashMap::new, Collectors.toList()))
                .entrySet()) {
            watcher.begins(view.getKey(), 0, "");
            new ViewCheck(beside, view.getValue().get(0)).run(view.getValue()).forEach(this::done);
        }
    }

    private void compareWithTruth(TruthComparison comparison) throws SQLException {
        for (Metric metric : metrics) {
            if (metric.verification() == Metric.Verification.TRUTH_VIEW) {
                watcher.begins(metric.id() + " " + metric.facts().name(), 0, "");
                done(comparison.check(metric));
            }
        }
    }

    private void compareWithReferences(ReferenceComparison comparison) throws SQLException {
        for (Metric metric : metrics) {
            if (metric.verification() == Metric.Verification.REFERENCE) {
                comparison.add(metric, References.of(metric));
            }
        }
        comparison.check(watcher).forEach(this::done);
    }

    private void done(MetricCheck check) {
        checks.add(check);
        watcher.checked(check);
    }
}
