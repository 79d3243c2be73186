package dev.crmpulse.connectors.policy;

import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Fields;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes a moment of a date without a time: midnight where the tenant is. */
final class TenantDates {
    private static final String DATE = "effective_from";
    private static final int LENGTH = "1970-01-01".length();
    /** Nowhere does a date begin later, by UTC. */
    private static final int LAST_BEGIN_HOUR = 12;

    private TenantDates() {}

    static boolean isProfile(YamlNode node) {
        return node instanceof Fields fields
                && text(fields, "kind").equals(PolicyKind.TENANT.written())
                && fields.fields().get("zone") instanceof Scalar;
    }

    /** A profile is in force from midnight of the zone that it names. */
    static YamlNode inItsOwnZone(YamlNode profile) {
        return at(profile, date -> YamlFields.anyOf(profile, "a policy").requiredZone("zone"));
    }

    /** Any other policy is in force from midnight of the zone that the tenant is in by then. */
    static YamlNode inZonesOf(Policies profiles, YamlNode node) {
        return at(node, date -> {
            String tenant = node instanceof Fields fields ? text(fields, "tenant") : "";
            return profiles.tenant(tenant.isEmpty() ? Policy.EVERY_TENANT : tenant)
                    .profile(date.atTime(LAST_BEGIN_HOUR, 0)
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli())
                    .zone();
        });
    }

    private interface ZoneOf {
        ZoneId on(LocalDate date);
    }

    private static YamlNode at(YamlNode node, ZoneOf zone) {
        if (!(node instanceof Fields fields)
                || !(fields.fields().get(DATE) instanceof Scalar written)
                || written.text().length() != LENGTH) {
            return node;
        }
        LocalDate date;
        try {
            date = LocalDate.parse(written.text());
        } catch (DateTimeException noDate) {
            // whoever loads the policy says what is wrong with it
            return node;
        }
        Instant midnight = date.atStartOfDay(zone.on(date)).toInstant();
        // nothing happened before 1970: whoever writes its first day means since ever
        Instant from = midnight.isBefore(Instant.EPOCH) ? Instant.EPOCH : midnight;
        return with(fields, DATE, new Scalar(written.place(), from.toString(), YamlNode.Kind.TEXT));
    }

    /** A policy that is in force from a moment on, whatever date it names. */
    static YamlNode since(YamlNode policy, Instant moment) {
        return with((Fields) policy, DATE, new Scalar(policy.place(), moment.toString(), YamlNode.Kind.TEXT));
    }

    /** The node with a part put in, or in the place of the one of that name. */
    static Fields with(Fields node, String name, Scalar value) {
        Map<String, YamlNode> parts = new LinkedHashMap<>(node.fields());
        Map<String, YamlNode.Place> names = new LinkedHashMap<>(node.names());
        parts.put(name, value);
        names.putIfAbsent(name, value.place());
        return new Fields(node.place(), parts, names);
    }

    private static String text(Fields node, String name) {
        return node.fields().get(name) instanceof Scalar scalar ? scalar.text() : "";
    }
}
