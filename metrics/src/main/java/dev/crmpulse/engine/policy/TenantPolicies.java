package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.policy.FunnelPolicy.StageOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The policies of one tenant. Where it has one of its own, that replaces the general one of the same kind and id from its
 * first date on for good. Of the rules that ship those hold that its profile does not leave out at the time. Moments are milliseconds since 1970 UTC.
 */
public final class TenantPolicies {
    /** Of a tenant for which there is none. */
    public static final TenantPolicies NONE = new TenantPolicies(Policy.EVERY_TENANT, List.of());

    private final String tenant;
    private final InForce<TenantPolicy> profiles;
    private final InForce<TierPolicy> tiers;
    private final Map<String, InForce<CalendarPolicy>> calendars;
    private final Map<String, SortedMap<Long, SlaPolicy>> slasById;
    private final Map<String, InForce<SlaPolicy>> slas;
    private final Map<Entity, InForce<List<SlaPolicy>>> slasByEntity;
    private final Map<EventType, Map<Entity, InForce<List<SlaPolicy>>>> slasByType;
    private final Map<Entity, InForce<List<FunnelPolicy>>> funnelsByEntity;
    private final InForce<List<StageOrder>> stageOrders;
    private final InForce<List<BenchmarkPolicy>> benchmarks;
    private final InForce<BreakerPolicy> breakers;

    TenantPolicies(String tenant, Collection<Policy> all) {
        this.tenant = tenant;
        Map<String, SortedMap<Long, TenantPolicy>> profileVersions = successions(tenant, all, TenantPolicy.class);
        SortedMap<Long, ShippedRules> shipped = new TreeMap<>();
        profileVersions
                .getOrDefault(TenantPolicy.ID, new TreeMap<>())
                .forEach((from, profile) -> shipped.put(from, profile.shipped()));
        this.profiles = only(profileVersions, TenantPolicy.ID);
        this.tiers = only(rules(tenant, all, TierPolicy.class, shipped), TierPolicy.ID);
        this.calendars = byId(successions(tenant, all, CalendarPolicy.class));
        this.slasById = rules(tenant, all, SlaPolicy.class, shipped);
        this.slas = byId(slasById);
        this.slasByEntity = byEntity(
                slasById,
                (sla, entity) -> sla.entity() == entity && !sla.levels().isEmpty());
        this.slasByType = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            slasByType.put(
                    type,
                    byEntity(
                            slasById,
                            (sla, entity) ->
                                    sla.entity() == entity && !sla.levels().isEmpty() && sla.reads(type)));
        }
        Map<String, SortedMap<Long, FunnelPolicy>> funnels = rules(tenant, all, FunnelPolicy.class, shipped);
        this.funnelsByEntity = byEntity(funnels, (funnel, entity) -> funnel.entity() == entity);
        this.stageOrders = together(stageOrders(funnels), order -> true);
        this.benchmarks = together(rules(tenant, all, BenchmarkPolicy.class, shipped), benchmark -> true);
        this.breakers = only(rules(tenant, all, BreakerPolicy.class, shipped), BreakerPolicy.ID);
    }

    public String tenant() {
        return tenant;
    }

    /** What holds for the tenant as a whole. */
    public TenantPolicy profile(long atMillis) {
        return profiles.at(atMillis, TenantPolicy.DEFAULT);
    }

    /** The calendar of that id, null where none is in force. */
    public BusinessCalendar calendar(String id, long atMillis) {
        InForce<CalendarPolicy> versions = calendars.get(id);
        CalendarPolicy policy = versions == null ? null : versions.at(atMillis, null);
        return policy == null ? null : policy.calendar();
    }

    /** The tenant's default calendar, null where it has none. */
    public BusinessCalendar calendar(long atMillis) {
        String id = profile(atMillis).calendarId();
        return id.isEmpty() ? null : calendar(id, atMillis);
    }

    /**
     * The calendar that an SLA is computed by, or shown beside where it runs in literal time; null where none is in
     * force. An SLA of business time is not made then.
     */
    public BusinessCalendar calendar(SlaPolicy sla, long atMillis) {
        return sla.calendarId().isEmpty() ? calendar(atMillis) : calendar(sla.calendarId(), atMillis);
    }

    /** The SLAs in force, in order of their ids. */
    public List<SlaPolicy> slas(Entity entity, long atMillis) {
        return at(slasByEntity, entity, atMillis);
    }

    /** Those of the SLAs in force to which events of the type may mean anything. */
    public List<SlaPolicy> slas(Entity entity, EventType type, long atMillis) {
        return at(slasByType.get(type), entity, atMillis);
    }

    /** The version of an SLA that evaluates what starts at that time, null where none does. */
    public SlaPolicy slaAt(String id, long atMillis) {
        InForce<SlaPolicy> versions = slas.get(id);
        return versions == null ? null : versions.at(atMillis, null);
    }

    /** The version of an SLA with that number, null where there is none; the latest where two bear it. */
    public SlaPolicy sla(String id, int version) {
        SlaPolicy found = null;
        for (SlaPolicy sla : slasById.getOrDefault(id, new TreeMap<>()).values()) {
            found = sla != null && sla.version() == version ? sla : found;
        }
        return found;
    }

    /** The funnels in force, in order of their ids. */
    public List<FunnelPolicy> funnels(Entity entity, long atMillis) {
        return at(funnelsByEntity, entity, atMillis);
    }

    /**
     * How many steps one stage of a deal lies after another, negative if before, by the first funnel in order of their
     * ids that names both; null where none does.
     */
    public Integer stepsBetween(String from, String to, long atMillis) {
        for (StageOrder order : stageOrders.at(atMillis, List.of())) {
            Integer steps = order.steps(from, to);
            if (steps != null) {
                return steps;
            }
        }
        return null;
    }

    /** A stage of a deal as the first funnel in order of their ids spells it that names it; null where none does. */
    public String stageSpelling(String stage, long atMillis) {
        for (StageOrder order : stageOrders.at(atMillis, List.of())) {
            String spelling = order.spelling(stage);
            if (spelling != null) {
                return spelling;
            }
        }
        return null;
    }

    /** How leads are scored, null where no policy says. */
    public TierPolicy tier(long atMillis) {
        return tiers.at(atMillis, null);
    }

    /** The lines in force, in order of their ids. */
    public List<BenchmarkPolicy> benchmarks(long atMillis) {
        return benchmarks.at(atMillis, List.of());
    }

    /** When breakers of rules of assignment open, null where the tenant leaves that out. */
    public BreakerPolicy breaker(long atMillis) {
        return breakers.at(atMillis, BreakerPolicy.DEFAULT);
    }

    private static <P> List<P> at(Map<Entity, InForce<List<P>>> byEntity, Entity entity, long atMillis) {
        InForce<List<P>> inForce = byEntity.get(entity);
        return inForce == null ? List.of() : inForce.at(atMillis, List.of());
    }

    /** The same for rules that a tenant may leave out; null from the moment on at which it does. */
    private static <P extends Policy> Map<String, SortedMap<Long, P>> rules(
            String tenant, Collection<Policy> all, Class<P> kind, SortedMap<Long, ShippedRules> shipped) {
        Map<String, SortedMap<Long, P>> rules = successions(tenant, all, kind);
        if (shipped.values().stream().anyMatch(choice -> !choice.equals(ShippedRules.ALL))) {
            rules.replaceAll((id, versions) -> held(versions, shipped));
        }
        return rules;
    }

    private static <P extends Policy> SortedMap<Long, P> held(
            SortedMap<Long, P> versions, SortedMap<Long, ShippedRules> shipped) {
        SortedSet<Long> beginnings = new TreeSet<>(versions.keySet());
        beginnings.addAll(shipped.keySet());
        SortedMap<Long, P> held = new TreeMap<>();
        for (Long beginning : beginnings) {
            P version = inForce(versions, beginning, null);
            if (version != null) {
                ShippedRules choice = inForce(shipped, beginning, ShippedRules.ALL);
                held.put(beginning, choice.hold(version) ? version : null);
            }
        }
        return held;
    }

    private static <V> V inForce(SortedMap<Long, V> versions, long atMillis, V otherwise) {
        SortedMap<Long, V> begun = versions.headMap(atMillis + 1);
        return begun.isEmpty() ? otherwise : begun.get(begun.lastKey());
    }

    /** For each id the versions that count for the tenant, by the moment from which on they are in force. */
    private static <P extends Policy> Map<String, SortedMap<Long, P>> successions(
            String tenant, Collection<Policy> all, Class<P> kind) {
        Map<String, SortedMap<Long, P>> own = versions(tenant, all, kind);
        Map<String, SortedMap<Long, P>> successions = new TreeMap<>(versions(Policy.EVERY_TENANT, all, kind));
        own.forEach((id, versions) -> {
            SortedMap<Long, P> general = successions.getOrDefault(id, new TreeMap<>());
            SortedMap<Long, P> succession = new TreeMap<>(general.headMap(versions.firstKey()));
            succession.putAll(versions);
            successions.put(id, succession);
        });
        return successions;
    }

    private static <P extends Policy> Map<String, SortedMap<Long, P>> versions(
            String tenant, Collection<Policy> all, Class<P> kind) {
        Map<String, SortedMap<Long, P>> versions = new TreeMap<>();
        for (Policy policy : all) {
            if (kind.isInstance(policy) && policy.tenant().equals(tenant)) {
                versions.computeIfAbsent(policy.id(), id -> new TreeMap<>())
                        .put(policy.effectiveFromMillis(), kind.cast(policy));
            }
        }
        return versions;
    }

    private static Map<String, SortedMap<Long, StageOrder>> stageOrders(
            Map<String, SortedMap<Long, FunnelPolicy>> funnels) {
        Map<String, SortedMap<Long, StageOrder>> orders = new TreeMap<>();
        funnels.forEach((id, versions) -> {
            SortedMap<Long, StageOrder> ordersOfVersions = new TreeMap<>();
            versions.forEach(
                    (from, funnel) -> ordersOfVersions.put(from, funnel == null ? null : StageOrder.of(funnel)));
            orders.put(id, ordersOfVersions);
        });
        return orders;
    }

    private static <P> InForce<P> only(Map<String, SortedMap<Long, P>> successions, String id) {
        return new InForce<>(successions.getOrDefault(id, new TreeMap<>()));
    }

    private static <P> Map<String, InForce<P>> byId(Map<String, SortedMap<Long, P>> successions) {
        Map<String, InForce<P>> byId = new HashMap<>();
        successions.forEach((id, versions) -> byId.put(id, new InForce<>(versions)));
        return byId;
    }

    private static <P> Map<Entity, InForce<List<P>>> byEntity(
            Map<String, SortedMap<Long, P>> successions, BiPredicate<P, Entity> isOf) {
        Map<Entity, InForce<List<P>>> byEntity = new EnumMap<>(Entity.class);
        for (Entity entity : Entity.values()) {
            byEntity.put(entity, together(successions, policy -> isOf.test(policy, entity)));
        }
        return byEntity;
    }

    /** What is in force together, from each moment on at which something begins to be. */
    private static <P> InForce<List<P>> together(Map<String, SortedMap<Long, P>> successions, Predicate<P> wanted) {
        SortedSet<Long> beginnings = new TreeSet<>();
        successions.values().forEach(versions -> beginnings.addAll(versions.keySet()));
        SortedMap<Long, List<P>> together = new TreeMap<>();
        for (Long beginning : beginnings) {
            List<P> those = new ArrayList<>();
            for (SortedMap<Long, P> versions : successions.values()) {
                P version = inForce(versions, beginning, null);
                if (version != null && wanted.test(version)) {
                    those.add(version);
                }
            }
            together.put(beginning, List.copyOf(those));
        }
        return new InForce<>(together);
    }
}
