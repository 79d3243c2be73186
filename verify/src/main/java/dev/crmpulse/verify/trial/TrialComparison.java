package dev.crmpulse.verify.trial;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.move.SharedHistory;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.timeline.HistoryReading;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.engine.timeline.TimelineProcessor;
import dev.crmpulse.metrics.sla.SlaClock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Folds history after history by the policies in force and by those that are tried, and counts where the facts differ. */
final class TrialComparison {
    /** Name what evaluated a fact; by another version of the same rule it is the same fact. */
    private static final Set<String> OF_POLICIES = Set.of("policy_id", "calendar_id");

    private static final String KEPT = "kept";
    private static final String BROKEN = "breached";

    private final Policies inForce;
    private final Policies tried;
    private final long sinceMillis;
    private final Teams teams;
    private final Map<String, Family> families = new TreeMap<>();
    private final Map<TrialReport.SlaGroup, Counts> groups = new HashMap<>();

    /** Position of a level in its SLA, by SLA and level. */
    private final Map<List<String>, Integer> levelNumbers = new HashMap<>();

    private final Set<String> changedSlas = new TreeSet<>();

    /** The facts of one kind so far. */
    private static final class Family {
        private final RowDigest digest;
        private long now;
        private long tried;
        private long different;
        private long onlyNow;
        private long onlyTried;

        Family(FactType<?> type) {
            digest = new RowDigest(type);
        }
    }

    /** Some clocks so far. */
    private static final class Counts {
        private KeptCounts now = KeptCounts.NONE;
        private KeptCounts tried = KeptCounts.NONE;
    }

    /** @param since clocks that began before are not counted */
    TrialComparison(Policies inForce, Policies tried, Instant since, Teams teams) {
        this.inForce = inForce;
        this.tried = tried;
        this.sinceMillis = since.toEpochMilli();
        this.teams = teams;
        Set<Policy> known = Set.copyOf(inForce.all());
        for (Policy policy : tried.all()) {
            if (policy instanceof SlaPolicy && !known.contains(policy)) {
                changedSlas.add(policy.id());
            }
        }
    }

    /** Begins with the histories of a timeline: of its facts there may be none. */
    void begin(Timeline timeline) {
        timeline.folds().forEach(fold -> family(fold.factType()));
    }

    /**
     * Evaluates a history.
     *
     * @param isShared whether others have moved here
     * @param horizonMillis up to when silence is evaluated
     */
    void add(Timeline timeline, EntityKey key, boolean isShared, List<CrmEvent> deliveries, long horizonMillis) {
        Map<List<String>, FactChange> now = facts(inForce, timeline, key, isShared, deliveries, horizonMillis);
        Map<List<String>, FactChange> then = facts(tried, timeline, key, isShared, deliveries, horizonMillis);
        now.forEach((name, fact) -> {
            Family family = family(fact.type());
            family.digest.add(fact.after());
            family.now++;
            FactChange other = then.get(name);
            if (other == null) {
                family.onlyNow++;
                changed(fact);
            } else if (differs(fact, other)) {
                family.different++;
                changed(fact);
            }
            count(fact, fact, horizonMillis, (counts, kept) -> counts.now = counts.now.plus(kept));
        });
        then.forEach((name, fact) -> {
            Family family = family(fact.type());
            family.tried++;
            FactChange other = now.get(name);
            if (other == null) {
                family.onlyTried++;
                changed(fact);
            }
            // the same clocks of each team, though by the tried policies somebody else may have owned it when it broke
            FactChange owned = other != null && isDecided(other) ? other : fact;
            count(fact, owned, horizonMillis, (counts, kept) -> counts.tried = counts.tried.plus(kept));
        });
    }

    private Family family(FactType<?> type) {
        return families.computeIfAbsent(type.name(), name -> new Family(type));
    }

    private static Map<List<String>, FactChange> facts(
            Policies policies,
            Timeline timeline,
            EntityKey key,
            boolean isShared,
            List<CrmEvent> deliveries,
            long horizonMillis) {
        TimelineProcessor processor =
                new TimelineProcessor(timeline, policies, isShared ? new SharedHistory() : HistoryReading.AS_THEY_ARE);
        Map<List<String>, FactChange> facts = new LinkedHashMap<>();
        for (FactChange change : processor
                .refold(key, timeline.newState(), List.of(), horizonMillis, deliveries)
                .changes()) {
            facts.put(List.of(change.type().name(), text(change, "id")), change);
        }
        return facts;
    }

    private static boolean differs(FactChange one, FactChange other) {
        List<? extends Column<?>> columns = one.type().columns();
        for (int i = 0; i < columns.size(); i++) {
            if (!OF_POLICIES.contains(columns.get(i).name()) && !Objects.equals(one.after()[i], other.after()[i])) {
                return true;
            }
        }
        return false;
    }

    private void changed(FactChange fact) {
        if (fact.type() == SlaClock.TYPE) {
            changedSlas.add(text(fact, "sla"));
        }
    }

    /** What is done with the counts of a group. */
    private interface Addition {
        void to(Counts counts, KeptCounts more);
    }

    private static boolean isDecided(FactChange fact) {
        return fact.type() == SlaClock.TYPE && List.of(KEPT, BROKEN).contains(text(fact, "state"));
    }

    /** @param owned the clock by whose owner the team is named */
    private void count(FactChange fact, FactChange owned, long horizonMillis, Addition addition) {
        if (!isDecided(fact) || millis(fact, "started_at") < sinceMillis) {
            return;
        }
        addition.to(
                groups.computeIfAbsent(group(fact, team(owned, horizonMillis)), group -> new Counts()),
                text(fact, "state").equals(KEPT) ? new KeptCounts(1, 0) : new KeptCounts(0, 1));
        levelNumbers.merge(
                List.of(text(fact, "sla"), text(fact, "level")), (Integer) value(fact, "level_no"), Math::min);
    }

    /** A month is that of the begin, so that both policies are compared by the same clocks. */
    private TrialReport.SlaGroup group(FactChange fact, String team) {
        String tenant = text(fact, "tenant");
        long startedAt = millis(fact, "started_at");
        return new TrialReport.SlaGroup(
                tenant,
                YearMonth.from(Instant.ofEpochMilli(startedAt)
                        .atZone(inForce.tenant(tenant).profile(startedAt).zone())),
                team,
                text(fact, "sla"),
                text(fact, "level"));
    }

    private String team(FactChange fact, long horizonMillis) {
        Long brokenAt = millis(fact, "breached_at");
        Long endedAt = millis(fact, "ended_at");
        long decidedAt = brokenAt != null ? brokenAt : endedAt != null ? endedAt : horizonMillis;
        return teams.at(text(fact, "tenant"), text(fact, "owner"), decidedAt);
    }

    /** What came out; whether it is what is published is for others to say. */
    TrialReport report(TrialReport.Published published) {
        return new TrialReport(
                lines(Function.identity()),
                lines(group -> new TrialReport.SlaGroup("", null, "", group.sla(), group.level())),
                families.entrySet().stream()
                        .map(entry -> {
                            Family family = entry.getValue();
                            return new TrialReport.FamilyLine(
                                    entry.getKey(),
                                    family.now,
                                    family.tried,
                                    family.different,
                                    family.onlyNow,
                                    family.onlyTried);
                        })
                        .toList(),
                published);
    }

    /** Digests of the facts by the policies in force, by the names of their views. */
    Map<String, RowDigest> digests() {
        Map<String, RowDigest> digests = new TreeMap<>();
        families.forEach((fact, family) -> digests.put(fact, family.digest));
        return digests;
    }

    private List<TrialReport.SlaLine> lines(Function<TrialReport.SlaGroup, TrialReport.SlaGroup> grouping) {
        Map<TrialReport.SlaGroup, Counts> sums = new HashMap<>();
        groups.forEach((group, counts) -> {
            if (changedSlas.contains(group.sla())) {
                Counts sum = sums.computeIfAbsent(grouping.apply(group), any -> new Counts());
                sum.now = sum.now.plus(counts.now);
                sum.tried = sum.tried.plus(counts.tried);
            }
        });
        List<TrialReport.SlaLine> lines = new ArrayList<>();
        sums.forEach((group, counts) -> lines.add(new TrialReport.SlaLine(group, counts.now, counts.tried)));
        lines.sort(Comparator.comparing(TrialReport.SlaLine::group, order()));
        return lines;
    }

    private Comparator<TrialReport.SlaGroup> order() {
        return Comparator.comparing(TrialReport.SlaGroup::tenant)
                .thenComparing(TrialReport.SlaGroup::month, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(TrialReport.SlaGroup::team)
                .thenComparing(TrialReport.SlaGroup::sla)
                .thenComparing(group -> levelNumbers.get(List.of(group.sla(), group.level())))
                .thenComparing(TrialReport.SlaGroup::level);
    }

    private static String text(FactChange fact, String column) {
        return (String) value(fact, column);
    }

    private static Long millis(FactChange fact, String column) {
        return (Long) value(fact, column);
    }

    private static Object value(FactChange fact, String column) {
        List<? extends Column<?>> columns = fact.type().columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return fact.after()[i];
            }
        }
        throw new IllegalArgumentException(fact.type() + " has no column " + column);
    }
}
