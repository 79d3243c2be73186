package dev.crmpulse.metrics.policy;

import dev.crmpulse.metrics.event.EventType;
import dev.crmpulse.metrics.event.NameKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stages that a funnel of deals names: their order (where several steps name a stage, the last one is its) and their
 * spelling (the first one written).
 */
final class StageOrder {
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
