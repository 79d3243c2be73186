package dev.crmpulse.engine.policy;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How people, teams and regions are scored (M26). A period is scored by the version in force when it begins.
 *
 * @param scope what is scored, and for which periods
 * @param phase the phase that the business is in, such as growth; weights may follow it
 * @param shadow whether this version is computed beside the one in force, and decides nothing
 * @param groups of parts; each group has its weight
 * @param ledBy the group whose weight is to stay between a half and four fifths, empty if none
 * @param tiers best first; what is below all is in the last one
 * @param coefficients what a score multiplies a bonus by, the highest first
 * @param corrections what is added to the weighted parts
 * @param provisionalBelow a tier is provisional where a part has fewer rows of evidence
 */
public record ScorecardPolicy(
        PolicyHead head,
        Scope scope,
        String phase,
        boolean shadow,
        List<Group> groups,
        String ledBy,
        List<Tier> tiers,
        List<Coefficient> coefficients,
        Corrections corrections,
        int provisionalBelow)
        implements Policy {
    /** The case of everybody for whom nothing else is given. */
    public static final String ALL = "all";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal LEADS_TOO_MUCH = BigDecimal.valueOf(80);
    private static final BigDecimal LEADS_TOO_LITTLE = BigDecimal.valueOf(50);

    /** Whose score it is. */
    public enum ScoreSubject {
        PERSON,
        TEAM,
        REGION
    }

    /** How long a score is about. */
    public enum ScorePeriod {
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }

    /**
     * What is scored.
     *
     * @param weeklyRoles roles of people who are scored each week as well
     * @param rescaled cases whose weights are less than 100 together, and are made 100
     */
    public record Scope(
            List<ScoreSubject> subjects, List<ScorePeriod> periods, List<String> weeklyRoles, List<String> rescaled)
            implements Serializable {
        public Scope {
            subjects = List.copyOf(subjects);
            periods = List.copyOf(periods);
            weeklyRoles = List.copyOf(weeklyRoles);
            rescaled = List.copyOf(rescaled);
            if (!weeklyRoles.isEmpty() && !subjects.contains(ScoreSubject.PERSON)) {
                throw new IllegalArgumentException("'weekly_roles' are roles of people, who are not scored");
            }
        }
    }

    /**
     * Parts that share a weight.
     *
     * @param weights by case: phase/role, role, phase or {@code all}; the first of these that is given holds
     * @param range in which each of them is to be, null for any
     */
    public record Group(String name, Map<String, BigDecimal> weights, WeightRange range, List<Part> parts)
            implements Serializable {
        public Group {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
            parts = List.copyOf(parts);
        }

        /** The weight in a case. */
        public BigDecimal weight(String scoreCase, String phase) {
            int slash = scoreCase.indexOf('/');
            return Stream.of(
                            scoreCase,
                            scoreCase.substring(slash + 1),
                            slash < 0 ? phase : scoreCase.substring(0, slash))
                    .map(weights::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseGet(() -> weights.getOrDefault(ALL, BigDecimal.ZERO));
        }
    }

    /** The least and the greatest weight, in percent. */
    public record WeightRange(BigDecimal from, BigDecimal to) implements Serializable {
        public WeightRange {
            if (from.compareTo(to) > 0) {
                throw new IllegalArgumentException("a range of weights begins at " + from.toPlainString()
                        + " and ends before that, at " + to.toPlainString());
            }
        }

        private boolean holds(BigDecimal weight) {
            return weight.compareTo(from) >= 0 && weight.compareTo(to) <= 0;
        }

        private String text() {
            return from.toPlainString() + " to " + to.toPlainString();
        }
    }

    /**
     * One figure of a score.
     *
     * @param share of the weight of its group, beside those of the other parts
     * @param target what is worth 100 points; null where the figure itself is the points
     * @param isLowerBetter whether less is better, so that target / figure counts
     * @param cap no more points than this; null for no limit
     */
    public record Part(
            String name,
            ScoreMeasure measure,
            BigDecimal share,
            BigDecimal target,
            boolean isLowerBetter,
            BigDecimal cap)
            implements Serializable {
        public Part {
            if (share.signum() <= 0) {
                throw new IllegalArgumentException("the share of part " + name + " is more than 0");
            }
            if (target != null && target.signum() <= 0) {
                throw new IllegalArgumentException("the target of part " + name + " is more than 0");
            }
            if (isLowerBetter && (target == null || cap == null)) {
                throw new IllegalArgumentException("where lower is better, part " + name
                        + " needs a target and a cap: nothing at all is the best");
            }
        }
    }

    /**
     * A tier and the score that it begins with.
     *
     * @param gates figures that parts are to reach as well; without them the next tier holds
     */
    public record Tier(String name, BigDecimal from, Map<String, BigDecimal> gates) implements Serializable {
        public Tier {
            gates = Collections.unmodifiableMap(new LinkedHashMap<>(gates));
        }
    }

    /** What a bonus is multiplied by from a score on. */
    public record Coefficient(BigDecimal from, BigDecimal factor) implements Serializable {}

    /**
     * What is added to the weighted parts.
     *
     * @param perPoint points for each point more than in the period before
     * @param mostProgress so many of them at most
     * @param mostAdjusted so many points at most are added or taken by people; none where it is 0
     */
    public record Corrections(BigDecimal perPoint, BigDecimal mostProgress, BigDecimal mostAdjusted)
            implements Serializable {
        public static final Corrections NONE = new Corrections(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    public ScorecardPolicy {
        groups = List.copyOf(groups);
        tiers = List.copyOf(tiers);
        coefficients = List.copyOf(coefficients);
        requireDistinct(groups, tiers);
        for (String scoreCase : cases(scope, phase, groups)) {
            requireWeights(scope, phase, groups, scoreCase);
        }
        requireFalling(tiers.stream().map(Tier::from).toList(), "tiers");
        requireFalling(coefficients.stream().map(Coefficient::from).toList(), "coefficients");
        if (!ledBy.isEmpty() && groups.stream().noneMatch(group -> group.name().equals(ledBy))) {
            throw new IllegalArgumentException("'led_by' names the group '" + ledBy + "', which is not there");
        }
    }

    private static void requireDistinct(List<Group> groups, List<Tier> tiers) {
        Set<String> names = new HashSet<>();
        Set<String> parts = new HashSet<>();
        for (Group group : groups) {
            if (!names.add(group.name())) {
                throw new IllegalArgumentException("two groups are called " + group.name());
            }
            for (Part part : group.parts()) {
                if (!parts.add(part.name())) {
                    throw new IllegalArgumentException("two parts are called " + part.name());
                }
            }
        }
        for (Tier tier : tiers) {
            for (String gate : tier.gates().keySet()) {
                if (!parts.contains(gate)) {
                    throw new IllegalArgumentException(
                            "a gate of tier " + tier.name() + " names the part '" + gate + "', which is not there");
                }
            }
        }
    }

    private static void requireWeights(Scope scope, String phase, List<Group> groups, String scoreCase) {
        BigDecimal sum = BigDecimal.ZERO;
        boolean isRescaled = scope.rescaled().contains(scoreCase);
        for (Group group : groups) {
            BigDecimal weight = group.weight(scoreCase, phase);
            sum = sum.add(weight);
            if (group.range() != null && !isRescaled && !group.range().holds(weight)) {
                throw new IllegalArgumentException("the weight of group " + group.name() + " for '" + scoreCase
                        + "' is " + weight.toPlainString() + ", outside its range of "
                        + group.range().text());
            }
        }
        if (isRescaled ? sum.signum() <= 0 : sum.compareTo(HUNDRED) != 0) {
            throw new IllegalArgumentException("the weights for '" + scoreCase + "' are "
                    + sum.stripTrailingZeros().toPlainString()
                    + " together, not 100; name it in 'rescaled' if they are to be made 100");
        }
    }

    /** All cases that weights are given for, and that of whom nothing more is known. */
    private static SortedSet<String> cases(Scope scope, String phase, List<Group> groups) {
        SortedSet<String> cases = new TreeSet<>();
        groups.forEach(group -> cases.addAll(group.weights().keySet()));
        if (!cases.contains(phase) && !cases.contains(ALL)) {
            boolean isOfPeopleAlone = scope.subjects().equals(List.of(ScoreSubject.PERSON));
            if (!isOfPeopleAlone || cases.isEmpty()) {
                cases.add(phase.isEmpty() ? ALL : phase);
            }
        }
        return cases;
    }

    private static void requireFalling(List<BigDecimal> from, String what) {
        for (int i = 1; i < from.size(); i++) {
            if (from.get(i).compareTo(from.get(i - 1)) >= 0) {
                throw new IllegalArgumentException("'" + what + "' are given highest first: "
                        + from.get(i).toPlainString() + " does not come after "
                        + from.get(i - 1).toPlainString());
            }
        }
    }

    /** What is allowed and may not be wanted, in words for its author. */
    public List<String> doubts() {
        Set<String> doubts = new LinkedHashSet<>();
        List<String> cases = new ArrayList<>(cases(scope, phase, groups));
        for (Group group : groups) {
            for (String scoreCase : group.name().equals(ledBy) ? cases : List.<String>of()) {
                BigDecimal weight = group.weight(scoreCase, phase);
                if (weight.compareTo(LEADS_TOO_MUCH) >= 0) {
                    doubts.add("group " + ledBy + " weighs " + weight.toPlainString() + " for '" + scoreCase
                            + "': from 80 on nothing else counts");
                } else if (weight.compareTo(LEADS_TOO_LITTLE) < 0) {
                    doubts.add("group " + ledBy + " weighs " + weight.toPlainString() + " for '" + scoreCase
                            + "': below 50 it does not lead");
                }
            }
        }
        return List.copyOf(doubts);
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.SCORECARD;
    }
}
