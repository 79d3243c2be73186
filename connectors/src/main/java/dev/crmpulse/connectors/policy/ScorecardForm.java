package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.ScoreMeasure;
import dev.crmpulse.engine.policy.ScorecardPolicy;
import dev.crmpulse.engine.policy.ScorecardPolicy.Coefficient;
import dev.crmpulse.engine.policy.ScorecardPolicy.Corrections;
import dev.crmpulse.engine.policy.ScorecardPolicy.Group;
import dev.crmpulse.engine.policy.ScorecardPolicy.Part;
import dev.crmpulse.engine.policy.ScorecardPolicy.Scope;
import dev.crmpulse.engine.policy.ScorecardPolicy.ScorePeriod;
import dev.crmpulse.engine.policy.ScorecardPolicy.ScoreSubject;
import dev.crmpulse.engine.policy.ScorecardPolicy.Tier;
import dev.crmpulse.engine.policy.ScorecardPolicy.WeightRange;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The declaration of how people, teams and regions are scored. */
final class ScorecardForm {
    private static final String HIGHER = "higher";
    private static final String LOWER = "lower";

    /** Decimal numbers by names of the author's choice. */
    private static final Value<Map<String, BigDecimal>> BY_NAME =
            new Value<>(ScorecardForm::read, ScorecardForm::write);

    private static final Field<Part, String> PART = Field.required("part", Values.TEXT, Part::name);
    private static final Field<Part, ScoreMeasure> MEASURE = Field.required(
            "measure", Values.oneOf("measure", ScoreMeasure.values(), ScoreMeasure::written), Part::measure);
    private static final Field<Part, BigDecimal> SHARE = Field.defaulted("share", Values.DECIMAL, Part::share);
    private static final Field<Part, BigDecimal> TARGET = Field.optional("target", Values.DECIMAL, Part::target, null);
    private static final Field<Part, Boolean> BETTER = Field.optional(
            "better",
            Values.oneOf("direction", new Boolean[] {false, true}, isLower -> isLower ? LOWER : HIGHER),
            Part::isLowerBetter,
            false);
    private static final Field<Part, BigDecimal> CAP = Field.optional("cap", Values.DECIMAL, Part::cap, null);
    private static final Form<Part> PART_FORM = new Form<>(
            "a part",
            List.of(PART, MEASURE, SHARE, TARGET, BETTER, CAP),
            written -> new Part(
                    PART.of(written),
                    MEASURE.of(written),
                    SHARE.of(written, BigDecimal.ONE),
                    TARGET.of(written),
                    BETTER.of(written),
                    CAP.of(written)));

    private static final Field<WeightRange, BigDecimal> RANGE_FROM =
            Field.required("from", Values.PERCENT, WeightRange::from);
    private static final Field<WeightRange, BigDecimal> RANGE_TO =
            Field.required("to", Values.PERCENT, WeightRange::to);
    private static final Form<WeightRange> RANGE_FORM = new Form<>(
            "a range",
            List.of(RANGE_FROM, RANGE_TO),
            written -> new WeightRange(RANGE_FROM.of(written), RANGE_TO.of(written)));

    private static final Field<Group, String> GROUP = Field.required("group", Values.TEXT, Group::name);
    private static final Field<Group, Map<String, BigDecimal>> WEIGHTS =
            Field.required("weights", BY_NAME, Group::weights);
    private static final Field<Group, WeightRange> RANGE =
            Field.optional("range", Values.record(RANGE_FORM), Group::range, null);
    private static final Field<Group, List<Part>> PARTS =
            Field.required("parts", Values.listOf(PART_FORM), Group::parts);
    private static final Form<Group> GROUP_FORM = new Form<>(
            "a group",
            List.of(GROUP, WEIGHTS, RANGE, PARTS),
            written -> new Group(GROUP.of(written), WEIGHTS.of(written), RANGE.of(written), PARTS.of(written)));

    private static final Field<Tier, String> TIER = Field.required("tier", Values.TEXT, Tier::name);
    private static final Field<Tier, BigDecimal> TIER_FROM = Field.required("from", Values.DECIMAL, Tier::from);
    private static final Field<Tier, Map<String, BigDecimal>> GATES =
            Field.optional("gates", BY_NAME, Tier::gates, Map.of());
    private static final Form<Tier> TIER_FORM = new Form<>(
            "a tier",
            List.of(TIER, TIER_FROM, GATES),
            written -> new Tier(TIER.of(written), TIER_FROM.of(written), GATES.of(written)));

    private static final Field<Coefficient, BigDecimal> COEFFICIENT_FROM =
            Field.required("from", Values.DECIMAL, Coefficient::from);
    private static final Field<Coefficient, BigDecimal> FACTOR =
            Field.required("factor", Values.DECIMAL, Coefficient::factor);
    private static final Form<Coefficient> COEFFICIENT_FORM = new Form<>(
            "a coefficient",
            List.of(COEFFICIENT_FROM, FACTOR),
            written -> new Coefficient(COEFFICIENT_FROM.of(written), FACTOR.of(written)));

    private static final Field<Corrections, BigDecimal> PER_POINT =
            Field.optional("per_point", Values.DECIMAL, Corrections::perPoint, BigDecimal.ZERO);
    private static final Field<Corrections, BigDecimal> MOST_PROGRESS =
            Field.optional("most_progress", Values.DECIMAL, Corrections::mostProgress, BigDecimal.ZERO);
    private static final Field<Corrections, BigDecimal> MOST_ADJUSTED =
            Field.optional("most_adjusted", Values.DECIMAL, Corrections::mostAdjusted, BigDecimal.ZERO);
    private static final Form<Corrections> CORRECTIONS_FORM = new Form<>(
            "'corrections'",
            List.of(PER_POINT, MOST_PROGRESS, MOST_ADJUSTED),
            written -> new Corrections(PER_POINT.of(written), MOST_PROGRESS.of(written), MOST_ADJUSTED.of(written)));

    private static final Field<ScorecardPolicy, List<ScoreSubject>> SUBJECTS = Field.required(
            "subjects", Values.wordsOf("subject", ScoreSubject.values(), ScorecardForm::word), policy -> policy.scope()
                    .subjects());
    private static final Field<ScorecardPolicy, List<ScorePeriod>> PERIODS = Field.required(
            "periods", Values.wordsOf("period", ScorePeriod.values(), ScorecardForm::word), policy -> policy.scope()
                    .periods());
    private static final Field<ScorecardPolicy, List<String>> WEEKLY_ROLES = Field.optional(
            "weekly_roles", Values.TEXTS, policy -> policy.scope().weeklyRoles(), List.of());
    private static final Field<ScorecardPolicy, List<String>> RESCALED =
            Field.optional("rescaled", Values.TEXTS, policy -> policy.scope().rescaled(), List.of());
    private static final Field<ScorecardPolicy, String> PHASE =
            Field.optional("phase", Values.TEXT, ScorecardPolicy::phase, "");
    private static final Field<ScorecardPolicy, Boolean> SHADOW =
            Field.optional("shadow", Values.TRUE_OR_FALSE, ScorecardPolicy::shadow, false);
    private static final Field<ScorecardPolicy, List<Group>> GROUPS =
            Field.required("groups", Values.listOf(GROUP_FORM), ScorecardPolicy::groups);
    private static final Field<ScorecardPolicy, String> LED_BY =
            Field.optional("led_by", Values.TEXT, ScorecardPolicy::ledBy, "");
    private static final Field<ScorecardPolicy, List<Tier>> TIERS =
            Field.required("tiers", Values.listOf(TIER_FORM), ScorecardPolicy::tiers);
    private static final Field<ScorecardPolicy, List<Coefficient>> COEFFICIENTS =
            Field.optional("coefficients", Values.listOf(COEFFICIENT_FORM), ScorecardPolicy::coefficients, List.of());
    private static final Field<ScorecardPolicy, Corrections> CORRECTIONS = Field.optional(
            "corrections", Values.record(CORRECTIONS_FORM), ScorecardPolicy::corrections, Corrections.NONE);
    private static final Field<ScorecardPolicy, Integer> PROVISIONAL_BELOW =
            Field.optional("provisional_below", Values.INTEGER, ScorecardPolicy::provisionalBelow, 0);

    static final PolicyForm<ScorecardPolicy> FORM = PolicyForm.of(
            PolicyKind.SCORECARD,
            ScorecardPolicy.class,
            List.of(
                    SUBJECTS,
                    PERIODS,
                    WEEKLY_ROLES,
                    RESCALED,
                    PHASE,
                    SHADOW,
                    LED_BY,
                    GROUPS,
                    TIERS,
                    COEFFICIENTS,
                    CORRECTIONS,
                    PROVISIONAL_BELOW),
            written -> new ScorecardPolicy(
                    PolicyForm.head(written),
                    new Scope(
                            SUBJECTS.of(written), PERIODS.of(written), WEEKLY_ROLES.of(written), RESCALED.of(written)),
                    PHASE.of(written),
                    SHADOW.of(written),
                    GROUPS.of(written),
                    LED_BY.of(written),
                    TIERS.of(written),
                    COEFFICIENTS.of(written),
                    CORRECTIONS.of(written),
                    PROVISIONAL_BELOW.of(written)));

    private ScorecardForm() {}

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, BigDecimal> read(YamlFields written, String name) {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        YamlFields fields = YamlFields.anyOf(written.required(name), "'" + name + "'");
        fields.all()
                .keySet()
                .forEach(key -> numbers.put(key, Values.DECIMAL.reader().apply(fields, key)));
        return numbers;
    }

    private static ObjectNode write(Map<String, BigDecimal> numbers) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        numbers.forEach((key, number) -> json.set(key, Values.DECIMAL.writer().apply(number)));
        return json;
    }
}
