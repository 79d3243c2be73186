package dev.crmpulse.metrics.policy;

import dev.crmpulse.metrics.event.EventType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The order of stages that a funnel of deals names; where several steps name a stage, the last one is its. */
final class StageOrder {
    private final Map<String, Integer> stepByStage = new HashMap<>();

    /** The order that a funnel names, of no stage at all where it is no funnel of deals. */
    static StageOrder of(FunnelPolicy funnel) {
        StageOrder order = new StageOrder();
        List<FunnelStep> steps = funnel.entity() == Entity.DEAL ? funnel.steps() : List.of();
        for (int i = 0; i < steps.size(); i++) {
            for (EventCondition condition : steps.get(i).when().conditions()) {
                if (condition.types().contains(EventType.DEAL_STAGE_CHANGED)) {
                    for (String stage : condition.fields().getOrDefault(EventField.TO, List.of())) {
                        order.stepByStage.put(key(stage), i);
                    }
                }
            }
        }
        order.stepByStage.remove(EventCondition.ANY_TEXT);
        return order;
    }

    /** How many steps one stage lies after another, negative if before; null where the funnel does not name both. */
    Integer steps(String from, String to) {
        Integer first = stepByStage.get(key(from));
        Integer second = stepByStage.get(key(to));
        return first == null || second == null ? null : (Integer) (second - first);
    }

    private static String key(String stage) {
        return stage.strip().toLowerCase(Locale.ROOT);
    }
}
