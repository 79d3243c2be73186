package dev.crmpulse.verify.reference;

import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.FunnelPolicy;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelOrder;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelStep;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** M6: looks for the entry, then for each step through all events of the window. */
final class FunnelReference implements Reference {
    private static final Set<Entity> ENTITIES = Set.of(Entity.LEAD, Entity.DEAL);

    @Override
    public String metric() {
        return "M6";
    }

    @Override
    public List<Map<String, String>> rows(EntityHistory history, TenantPolicies policies, long horizonMillis) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Subject entity : Subject.of(history, ENTITIES)) {
            if (entity.isDeleted()) {
                continue;
            }
            for (String funnel : funnels(entity, policies)) {
                addEntry(entity, funnel, policies, rows);
            }
        }
        return rows;
    }

    /** All that are in force at some event. */
    private static Set<String> funnels(Subject entity, TenantPolicies policies) {
        Set<String> ids = new TreeSet<>();
        for (PastEvent event : entity.history().events()) {
            for (FunnelPolicy funnel : policies.funnels(entity.kind(), event.timeMillis())) {
                ids.add(funnel.id());
            }
        }
        return ids;
    }

    private static void addEntry(Subject entity, String id, TenantPolicies policies, List<Map<String, String>> rows) {
        for (int i = 0; i < entity.history().size(); i++) {
            for (FunnelPolicy funnel :
                    policies.funnels(entity.kind(), entity.history().time(i))) {
                if (funnel.id().equals(id) && enters(entity, funnel, i)) {
                    addSteps(entity, funnel, i, rows);
                    return;
                }
            }
        }
    }

    private static boolean enters(Subject entity, FunnelPolicy funnel, int index) {
        if (!entity.concernedBy(index)) {
            return false;
        }
        PastEvent event = entity.history().event(index);
        return funnel.order() == FunnelOrder.IMPLIED
                ? funnel.steps().stream().anyMatch(step -> Conditions.hold(step.when(), event))
                : Conditions.hold(funnel.steps().get(0).when(), event);
    }

    private static void addSteps(Subject entity, FunnelPolicy funnel, int entry, List<Map<String, String>> rows) {
        EntityHistory history = entity.history();
        int steps = funnel.steps().size();
        Integer[] reached = new Integer[steps];
        for (int step = 0; step < steps; step++) {
            reached[step] = reached(entity, funnel, entry, step, reached);
        }
        long enteredAt = history.time(entry);
        Integer last = reached[steps - 1];
        Long convertedAt = last == null ? null : (Long) history.time(last);
        Long before = null;
        for (int step = 0; step < steps; step++) {
            Long reachedAt = reached[step] == null ? null : (Long) history.time(reached[step]);
            boolean implied = reachedAt != null
                    && !Conditions.hold(funnel.steps().get(step).when(), history.event(reached[step]));
            rows.add(new ReferenceRow()
                    .text("tenant", history.tenant())
                    .text("id", entity.rowId() + "/" + funnel.id() + "/" + (step + 1))
                    .time("started_at", enteredAt)
                    .text("entity", entity.kind().written())
                    .text("entity_id", entity.id())
                    .text("lead_id", entity.leadId())
                    .text("deal_id", entity.dealId())
                    .text("customer_id", entity.customerId())
                    .text("owner", entity.ownerAfter(history.size() - 1))
                    .text(
                            "channel",
                            history.creation() < 0
                                    ? ""
                                    : history.event(history.creation()).member("channel"))
                    .text("funnel", funnel.id())
                    .text("policy_id", funnel.versionedId())
                    .text("step", funnel.steps().get(step).name())
                    .count("step_no", step + 1)
                    .count("steps", steps)
                    .time("ended_at", reachedAt)
                    .count("implied", implied ? 1 : 0)
                    .time("window_ends_at", enteredAt + funnel.window().millis())
                    .time("matures_at", enteredAt + funnel.maturity().millis())
                    .time("converted_at", convertedAt)
                    .seconds("calendar_seconds", reachedAt == null ? null : (Long) (reachedAt - enteredAt))
                    .seconds("step_seconds", reachedAt == null || before == null ? null : (Long) (reachedAt - before))
                    .values());
            before = reachedAt == null ? before : reachedAt;
        }
    }

    /** The event by which a step is reached, null where it is not. */
    private static Integer reached(Subject entity, FunnelPolicy funnel, int entry, int step, Integer[] before) {
        return switch (funnel.order()) {
            case ANY -> firstOf(entity, funnel, entry, step);
            case STRICT -> {
                if (step == 0) {
                    yield entry;
                }
                yield before[step - 1] == null ? null : firstOf(entity, funnel, entry, before[step - 1] + 1, step);
            }
            case IMPLIED -> {
                Integer first = null;
                for (int later = step; later < funnel.steps().size(); later++) {
                    Integer own = firstOf(entity, funnel, entry, later);
                    if (own != null && (first == null || own < first)) {
                        first = own;
                    }
                }
                yield first;
            }
        };
    }

    private static Integer firstOf(Subject entity, FunnelPolicy funnel, int entry, int step) {
        return firstOf(entity, funnel, entry, entry, step);
    }

    private static Integer firstOf(Subject entity, FunnelPolicy funnel, int entry, int from, int stepIndex) {
        EntityHistory history = entity.history();
        FunnelStep step = funnel.steps().get(stepIndex);
        long windowEnd = history.time(entry) + funnel.window().millis();
        for (int i = from; i < history.size() && history.time(i) <= windowEnd; i++) {
            if (entity.concernedBy(i) && Conditions.hold(step.when(), history.event(i))) {
                return i;
            }
        }
        return null;
    }
}
