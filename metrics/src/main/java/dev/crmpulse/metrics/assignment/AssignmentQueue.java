package dev.crmpulse.metrics.assignment;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.LeadPayload.Assigned;
import dev.crmpulse.engine.event.LeadPayload.AssignmentFailed;
import dev.crmpulse.engine.fact.FactId;

/**
 * The leads that one rule of assignment gives to people in one region. Its key's id is both, with a slash between them.
 *
 * @param region empty where decisions name none
 */
public record AssignmentQueue(String rule, String region) {
    /** The key of the queue whose rule decided, null where an event is no decision of a rule. */
    public static EntityKey keyOf(EntityKey subject, CrmEvent event) {
        if (event.payload() instanceof Assigned assigned) {
            return key(subject.tenant(), assigned.rule(), assigned.region());
        }
        return event.payload() instanceof AssignmentFailed failed
                ? key(subject.tenant(), failed.rule(), failed.region())
                : null;
    }

    private static EntityKey key(String tenant, String rule, String region) {
        return rule.isEmpty()
                ? null
                : new EntityKey(tenant, EntityKey.QUEUE, FactId.part(rule) + '/' + FactId.part(region));
    }

    static AssignmentQueue of(EntityKey key) {
        int slash = key.id().indexOf('/');
        return slash < 0
                ? new AssignmentQueue(FactId.ofPart(key.id()), "")
                : new AssignmentQueue(
                        FactId.ofPart(key.id().substring(0, slash)),
                        FactId.ofPart(key.id().substring(slash + 1)));
    }
}
