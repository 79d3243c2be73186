package dev.crmpulse.engine.policy;

import java.io.Serializable;

/**
 * What every policy says of itself.
 *
 * @param tenant whose rule it is; {@link Policy#EVERY_TENANT} for all that have none of their own of this kind and id
 * @param version number that its author gave it; rows say which version evaluated them
 * @param effectiveFromMillis from when on it is in force, in milliseconds since 1970 UTC
 * @param shipped whether it comes with crm-pulse, so that a tenant may leave it out
 */
public record PolicyHead(String tenant, String id, int version, long effectiveFromMillis, boolean shipped)
        implements Serializable {
    /** Of a rule of somebody's own. */
    public PolicyHead(String tenant, String id, int version, long effectiveFromMillis) {
        this(tenant, id, version, effectiveFromMillis, false);
    }

    /** A rule for every tenant, in force since 1970. */
    public static PolicyHead general(String id, int version) {
        return new PolicyHead(Policy.EVERY_TENANT, id, version, 0);
    }
}
