package dev.crmpulse.verify.reference;

import dev.crmpulse.engine.policy.TenantPolicies;
import java.util.List;
import java.util.Map;

/** A metric worked out once more, apart from its fold. */
public interface Reference {
    /** The metric's id in the catalogue, such as {@code M27}. */
    String metric();

    /** The key of the history that a row of the fact view follows from, as SQL. */
    default String key() {
        return "if(lead_id != '', concat('lead/', lead_id), concat('deal/', deal_id))";
    }

    /**
     * The rows that follow from a history.
     *
     * @param policies of the tenant of the history
     * @param horizonMillis up to when silence is evaluated
     * @return rows by column, every value as text, NULL as {@code NULL}
     */
    List<Map<String, String>> rows(EntityHistory history, TenantPolicies policies, long horizonMillis);
}
