package dev.crmpulse.connectors.policy;

import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.metrics.policy.Entity;
import dev.crmpulse.metrics.policy.FunnelOrder;
import dev.crmpulse.metrics.policy.FunnelPolicy;
import dev.crmpulse.metrics.policy.FunnelStep;
import java.util.List;

/** Reads a funnel. */
final class FunnelLoader {
    static final List<String> KNOWN = List.of("entity", "order", "window", "maturity", "target_percent", "steps");

    private FunnelLoader() {}

    static FunnelPolicy load(YamlFields written) {
        return Values.built(
                written,
                () -> new FunnelPolicy(
                        PolicyLoader.head(written),
                        Values.oneOf(written, "entity", "entity", Entity.values(), Entity::written),
                        Values.oneOf(written, "order", "order", FunnelOrder.values(), FunnelOrder::written),
                        Values.span(written, "window"),
                        Values.span(written, written.has("maturity") ? "maturity" : "window"),
                        written.has("target_percent") ? PolicyLoader.percent(written, "target_percent") : null,
                        written.requiredItems("steps").stream()
                                .map(FunnelLoader::step)
                                .toList()));
    }

    private static FunnelStep step(YamlNode node) {
        YamlFields step = YamlFields.of(node, "a step", List.of("name", "when"));
        return new FunnelStep(step.requiredText("name"), ConditionsLoader.required(step, "when"));
    }
}
