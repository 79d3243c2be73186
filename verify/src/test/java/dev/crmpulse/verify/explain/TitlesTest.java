package dev.crmpulse.verify.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.FunnelPolicy;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever is ours has a name in both languages. */
class TitlesTest {
    private static final Titles TITLES = Titles.SHIPPED;
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    /** Beside the values of each row, or never empty of meaning. */
    private static final Set<String> NOT_SHOWN = Set.of("tenant", "id", "def_version");

    @TestFactory
    Stream<DynamicTest> allFactsAndTheirColumns() {
        return Metrics.ALL.stream()
                .map(metric -> metric.facts())
                .distinct()
                .map(facts -> DynamicTest.dynamicTest(facts.name(), () -> {
                    assertBoth(facts.name(), TITLES.fact(facts.name()));
                    for (Column<?> column : columns(facts)) {
                        if (!NOT_SHOWN.contains(column.name())) {
                            assertBoth(column.name(), TITLES.column(column.name()));
                        }
                    }
                }));
    }

    private static List<? extends Column<?>> columns(FactType<?> facts) {
        return facts.columns();
    }

    @Test
    void allEventsOfTheContract() {
        Arrays.stream(EventType.values())
                .filter(type -> type != EventType.OTHER)
                .forEach(type -> assertBoth(type.cloudEventType(), TITLES.event(type.cloudEventType())));
        assertThat(TITLES.event("crm.x.scanned")).isEqualTo(Words.asGiven("crm.x.scanned"));
    }

    @Test
    void allRulesThatShip() {
        Set<PolicyKind> named = Set.of(PolicyKind.SLA, PolicyKind.FUNNEL, PolicyKind.TIER, PolicyKind.CALENDAR);
        for (Policy policy : ShippedPolicies.all()) {
            if (named.contains(policy.kind())) {
                assertBoth(policy.id(), TITLES.rule(policy.id()));
                assertBoth(policy.kind().written(), TITLES.kind(policy));
            }
            if (policy instanceof SlaPolicy sla) {
                sla.levels().forEach(level -> assertBoth(level.name(), TITLES.level(level.name())));
            }
            if (policy instanceof FunnelPolicy funnel) {
                funnel.steps()
                        .forEach(step -> assertThat(TITLES.value(new FactValue("step", ColumnType.LABEL, step.name())))
                                .as(step.name())
                                .hasValueSatisfying(words -> assertBoth(step.name(), words)));
            }
        }
    }

    @Test
    void theBoardsUseTheSameWords() {
        YamlFields vocabularies = YamlFields.anyOf(
                YamlFields.anyOf(YamlNode.read(Path.of("../dashboards/frame.yaml"), "frame"), "the frame")
                        .required("vocabularies"),
                "the vocabularies");
        forEach(vocabularies, "sla", (sla, words) -> assertThat(TITLES.rule(sla))
                .isEqualTo(words));
        forEach(vocabularies, "level", (level, words) -> assertThat(TITLES.level(level))
                .isEqualTo(words));
    }

    private static void forEach(YamlFields vocabularies, String name, BiConsumer<String, Words> check) {
        Map<String, YamlNode> entries =
                YamlFields.anyOf(vocabularies.required(name), name).all();
        assertThat(entries).hasSizeGreaterThan(5);
        entries.forEach((entry, node) -> {
            YamlFields words = YamlFields.anyOf(node, entry);
            check.accept(entry, new Words(words.requiredText("en"), words.requiredText("zh")));
        });
    }

    @Test
    void whatIsSomebodysOwnStandsAsGiven() {
        assertThat(TITLES.rule("our-rule")).isEqualTo(Words.asGiven("our-rule"));
        assertThat(TITLES.entity(EntityKey.of("t", "lead/L-1"))).isEqualTo(new Words("Lead L-1", "线索 L-1"));
        assertThat(TITLES.entity(EntityKey.of("t", "toy/T-1"))).isEqualTo(Words.asGiven("toy/T-1"));
        assertThat(TITLES.value(new FactValue("state", ColumnType.LABEL, "breached")))
                .contains(new Words("broken", "已超时"));
        assertThat(TITLES.value(new FactValue("owner", ColumnType.LABEL, "breached")))
                .isEmpty();
    }

    private static void assertBoth(String name, Words words) {
        assertThat(words.english()).as(name).isNotBlank().isNotEqualTo(words.chinese());
        assertThat(words.chinese()).as(name).containsPattern(CHINESE);
    }
}
