package dev.crmpulse.engine.policy;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** All policies that are known. Immutable, and safe for use by several threads. */
public final class Policies implements Serializable {
    private static final long serialVersionUID = 1L;

    /** No policy at all. */
    public static final Policies NONE = new Policies(new TreeMap<>());

    private final SortedMap<PolicyKey, Policy> byKey;
    private final transient Map<String, TenantPolicies> byTenant = new ConcurrentHashMap<>();

    private Policies(SortedMap<PolicyKey, Policy> byKey) {
        this.byKey = byKey;
    }

    /** These policies; of two with the same key the later one. */
    public static Policies of(Collection<? extends Policy> policies) {
        SortedMap<PolicyKey, Policy> byKey = new TreeMap<>();
        policies.forEach(policy -> byKey.put(policy.key(), policy));
        return new Policies(byKey);
    }

    /** These and another one, which takes the place of one with the same key. */
    public Policies with(Policy policy) {
        SortedMap<PolicyKey, Policy> more = new TreeMap<>(byKey);
        more.put(policy.key(), policy);
        return new Policies(more);
    }

    /** These without the one of that key. */
    public Policies without(PolicyKey key) {
        SortedMap<PolicyKey, Policy> fewer = new TreeMap<>(byKey);
        fewer.remove(key);
        return new Policies(fewer);
    }

    /** All of them, in order of tenant, kind, id and date. */
    public List<Policy> all() {
        return List.copyOf(byKey.values());
    }

    /** What holds for a tenant: its own policies, and the general ones that these do not replace. */
    public TenantPolicies tenant(String tenant) {
        TenantPolicies known = byTenant.get(tenant);
        return known != null
                ? known
                : byTenant.computeIfAbsent(tenant, name -> new TenantPolicies(name, byKey.values()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Policies policies && byKey.equals(policies.byKey);
    }

    @Override
    public int hashCode() {
        return byKey.hashCode();
    }

    @Override
    public String toString() {
        return byKey.keySet().toString();
    }

    private Object readResolve() {
        return new Policies(byKey);
    }
}
