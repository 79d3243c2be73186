package dev.crmpulse.metrics.sla;

import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.policy.PromisePolicy;
import dev.crmpulse.metrics.policy.TenantPolicies;
import java.time.Instant;

/** Reads the date that a promise is to be kept by. */
final class Plan {
    private static final long FIRST_MILLIS = 0;
    private static final long END_MILLIS = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    private Plan() {}

    /** The date that the event names in milliseconds since 1970 UTC; null where it names none that can be meant. */
    static Long of(PromisePolicy promise, CrmEvent event, long startedAt, TenantPolicies policies) {
        Long named = promise.planned().of(event, policies.profile(startedAt).zone());
        return named == null || named < FIRST_MILLIS || named >= END_MILLIS ? null : named;
    }
}
