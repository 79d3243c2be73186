package dev.crmpulse.connectors.policy;

import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.metrics.policy.TierPolicy;
import dev.crmpulse.metrics.policy.TierRule;
import dev.crmpulse.metrics.policy.TierThreshold;
import java.util.List;

/** Reads how leads are scored. */
final class TierLoader {
    static final List<String> KNOWN = List.of("rules", "tiers");

    private TierLoader() {}

    static TierPolicy load(YamlFields written) {
        return Values.built(
                written,
                () -> new TierPolicy(
                        PolicyLoader.head(written),
                        written.requiredItems("rules").stream()
                                .map(TierLoader::rule)
                                .toList(),
                        written.requiredItems("tiers").stream()
                                .map(TierLoader::threshold)
                                .toList()));
    }

    private static TierRule rule(YamlNode node) {
        YamlFields rule = YamlFields.of(node, "a rule", List.of("when", "points", "at_most"));
        return Values.built(
                rule,
                () -> new TierRule(
                        ConditionsLoader.required(rule, "when"),
                        Values.integer(rule, "points"),
                        rule.has("at_most") ? Values.integer(rule, "at_most") : 1));
    }

    private static TierThreshold threshold(YamlNode node) {
        YamlFields tier = YamlFields.of(node, "a tier", List.of("tier", "from"));
        return new TierThreshold(tier.requiredText("tier"), Values.integer(tier, "from"));
    }
}
