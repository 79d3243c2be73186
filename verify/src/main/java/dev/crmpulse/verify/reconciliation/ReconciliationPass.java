package dev.crmpulse.verify.reconciliation;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.verify.check.MetricCheck;
import dev.crmpulse.verify.check.TenantDay;
import dev.crmpulse.verify.check.ValueDifference;
import dev.crmpulse.verify.check.Verification;
import dev.crmpulse.verify.reconciliation.ReconciliationTables.Choice;
import dev.crmpulse.verify.reconciliation.ReconciliationTables.Known;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One pass: chooses histories and recomputes their facts from the raw events, chooses days and adds their windows up once more, and
 * writes down what does not agree.
 *
 * <p>The job goes on writing meanwhile, so what differs is compared once more when the job has committed again, and with that all that
 * was in the making: such rows agree by then, or differ in other values. What differs in the same values twice is a difference.
 */
public final class ReconciliationPass {
    private static final int LONGEST_COMMIT_IN_SETTLINGS = 4;

    private final ClickHouseEndpoint clickHouse;
    private final List<Timeline> timelines;
    private final List<Metric> metrics;
    private final long run;
    private final ReconciliationSettings settings;

    /**
     * @param timelines those that the job computes
     * @param run that of the job
     */
    public ReconciliationPass(
            ClickHouseEndpoint clickHouse, List<Timeline> timelines, long run, ReconciliationSettings settings) {
        this.clickHouse = clickHouse;
        this.timelines = List.copyOf(timelines);
        this.run = run;
        this.settings = settings;
        Set<String> names = timelines.stream().map(Timeline::name).collect(Collectors.toSet());
        this.metrics = Metrics.ALL.stream()
                .filter(metric -> names.contains(metric.timeline()))
                .toList();
    }

    /** Goes through the next histories. */
    public Reconciliation run() throws Exception {
        Instant begin = Instant.now();
        ReconciliationTables tables = new ReconciliationTables(clickHouse, timelines, run);
        try {
            return run(tables, begin);
        } catch (InterruptedException end) {
            throw end;
        } catch (Exception failure) {
            try {
                tables.failed(begin, failure);
            } catch (Exception unwritten) {
                failure.addSuppressed(unwritten);
            }
            throw failure;
        }
    }

    private Reconciliation run(ReconciliationTables tables, Instant begin) throws Exception {
        List<Known> known = tables.open(settings.histories());
        Choice choice = tables.choose(settings);
        Set<EntityKey> compared = new LinkedHashSet<>();
        known.forEach(difference -> compared.add(difference.history()));
        compared.addAll(choice.changed());
        compared.addAll(choice.others());
        choice.days().forEach(day -> compared.add(day.key()));
        List<MetricCheck> checks = compared.isEmpty() ? List.of() : compare(compared);
        List<ValueDifference> found = differences(checks);
        List<ValueDifference> differences = confirmed(found, tables);
        tables.write(known, found, differences);
        Reconciliation done = new Reconciliation(
                choice.changed().size(),
                choice.others().size(),
                choice.days().size(),
                checks.stream().mapToLong(MetricCheck::rows).sum(),
                differences.size());
        tables.done(begin, choice, done);
        return done;
    }

    /** @param keys of histories, and of days */
    private List<MetricCheck> compare(Set<EntityKey> keys) throws Exception {
        Set<TenantDay> days =
                keys.stream().map(TenantDay::of).flatMap(Optional::stream).collect(Collectors.toSet());
        Set<EntityKey> histories =
                keys.stream().filter(key -> TenantDay.of(key).isEmpty()).collect(Collectors.toSet());
        return Verification.ofSome(clickHouse, metrics, histories, days).run();
    }

    private List<ValueDifference> confirmed(List<ValueDifference> found, ReconciliationTables tables) throws Exception {
        if (found.isEmpty() || !hasCommittedAgain(tables)) {
            return List.of();
        }
        Set<EntityKey> histories =
                found.stream().map(ReconciliationTables::historyOf).collect(Collectors.toSet());
        List<ValueDifference> again = differences(compare(histories));
        return found.stream().filter(again::contains).toList();
    }

    /** A job that does not commit for long says nothing of what it will have written: the next pass looks again. */
    private boolean hasCommittedAgain(ReconciliationTables tables) throws Exception {
        Instant compared = Instant.now();
        boolean committed = settings.settling().isZero();
        for (int waits = 0; !committed && waits < LONGEST_COMMIT_IN_SETTLINGS; waits++) {
            Thread.sleep(settings.settling().toMillis());
            committed = tables.hasCommittedSince(compared);
        }
        return committed;
    }

    private static List<ValueDifference> differences(List<MetricCheck> checks) {
        List<ValueDifference> differences = new ArrayList<>();
        for (MetricCheck check : checks) {
            check.differences().stream()
                    .filter(ValueDifference.class::isInstance)
                    .map(ValueDifference.class::cast)
                    .forEach(differences::add);
        }
        return differences;
    }
}
