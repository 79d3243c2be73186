package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.NameKey;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A way that leads or deals go (M6).
 *
 * @param window what is reached later than this after the entry does not count; days have 24 hours
 * @param maturity after so much time an entry counts as mature
 * @param targetPercent what part of the entries is to reach the last step, null where nobody said
 */
public record FunnelPolicy(
        PolicyHead head,
        Entity entity,
        FunnelOrder order,
        Span window,
        Span maturity,
        BigDecimal targetPercent,
        List<FunnelStep> steps)
        implements Policy {
    /** How the steps of a funnel must follow each other. */
    public enum FunnelOrder {
        /** One after the other, none left out. */
        STRICT,
        /** A later step proves all before it. */
        IMPLIED,
        /** In any order. */
        ANY;

        /** The name in files. */
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A step of a funnel and the events that reach it. */
    public record FunnelStep(String name, EventConditions when) implements Serializable {}

    /**
     * The stages that a funnel of deals names: their order (where several steps name a stage, the last one is its) and their
     * spelling (the first one written).
     */
    static final class StageOrder {
        private final Map<String, Integer> stepByStage = new HashMap<>();
        private final Map<String, String> spellingByStage = new HashMap<>();

        /** The order that a funnel names, of no stage at all where it is no funnel of deals. */
        static StageOrder of(FunnelPolicy funnel) {
            StageOrder order = new StageOrder();
            List<FunnelStep> steps = funnel.entity() == Entity.DEAL ? funnel.steps() : List.of();
            for (int i = 0; i < steps.size(); i++) {
                for (EventCondition condition : steps.get(i).when().conditions()) {
                    if (condition.types().contains(EventType.DEAL_STAGE_CHANGED)) {
                        for (String stage : condition.fields().getOrDefault(EventField.TO, List.of())) {
                            order.stepByStage.put(NameKey.of(stage), i);
                            order.spellingByStage.putIfAbsent(NameKey.of(stage), NameKey.strip(stage));
                        }
                    }
                }
            }
            order.stepByStage.remove(EventCondition.ANY_TEXT);
            order.spellingByStage.remove(EventCondition.ANY_TEXT);
            return order;
        }

        /** How many steps one stage lies after another, negative if before; null where the funnel does not name both. */
        Integer steps(String from, String to) {
            Integer first = stepByStage.get(NameKey.of(from));
            Integer second = stepByStage.get(NameKey.of(to));
            return first == null || second == null ? null : (Integer) (second - first);
        }

        /** The stage as the funnel spells it, null where it does not name it. */
        String spelling(String stage) {
            return spellingByStage.get(NameKey.of(stage));
        }
    }

    public FunnelPolicy {
        steps = List.copyOf(steps);
        if (steps.size() < 2) {
            throw new IllegalArgumentException("a funnel has two steps or more");
        }
        if (steps.stream().map(FunnelStep::name).distinct().count() < steps.size()) {
            throw new IllegalArgumentException("two steps have the same name");
        }
        if (window.isZero()) {
            throw new IllegalArgumentException("a funnel without a window counts nothing: write such as window: 90 d");
        }
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.FUNNEL;
    }
}
