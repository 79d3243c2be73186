package dev.crmpulse.connectors.policy;

import dev.crmpulse.connectors.yaml.YamlException;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Items;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import dev.crmpulse.metrics.policy.Policies;
import dev.crmpulse.metrics.policy.Policy;
import dev.crmpulse.metrics.policy.PolicyKey;
import dev.crmpulse.metrics.policy.TenantPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * YAML files of policies: each one, a list of them, or several documents of either. A date without a time is midnight where
 * the tenant is, by the profile that is in force then.
 */
public final class PolicyFile {
    private static final String WHAT = "policy";

    private PolicyFile() {}

    /**
     * Reads the policies of a file.
     *
     * @throws PolicyException naming file and line of the first thing that is wrong
     */
    public static List<Policy> read(Path file) {
        return read(List.of(file), Policies.NONE);
    }

    /**
     * Reads the policies of some files, which may name each other.
     *
     * @param known those in force already, whose profiles say where tenants are that the files have none for
     * @throws PolicyException naming file and line of the first thing that is wrong
     */
    public static List<Policy> read(List<Path> files, Policies known) {
        try {
            List<YamlNode> documents = new ArrayList<>();
            files.forEach(file -> documents.addAll(YamlNode.readAll(file, WHAT)));
            return policies(nodes(documents), known);
        } catch (YamlException unusable) {
            throw new PolicyException(unusable.getMessage(), unusable);
        }
    }

    /**
     * Reads the policies of a text.
     *
     * @param name what the text is called where something is wrong with it
     * @throws PolicyException naming that and the line
     */
    public static List<Policy> read(String name, String yaml) {
        try {
            return policies(nodes(YamlNode.readAll(name, yaml, WHAT)), Policies.NONE);
        } catch (YamlException unusable) {
            throw new PolicyException(unusable.getMessage(), unusable);
        }
    }

    /** The same of a text that comes with crm-pulse, whose policies tenants may leave out. */
    static List<Policy> readShipped(String name, String yaml) {
        return nodes(YamlNode.readAll(name, yaml, WHAT)).stream()
                .map(node -> PolicyLoader.load(PolicyLoader.shipped(node)))
                .toList();
    }

    private static List<YamlNode> nodes(List<YamlNode> documents) {
        List<YamlNode> nodes = new ArrayList<>();
        documents.forEach(document -> nodes.addAll(document instanceof Items list ? list.items() : List.of(document)));
        return nodes;
    }

    private static List<Policy> policies(List<YamlNode> nodes, Policies known) {
        Policies profiles = known;
        for (YamlNode node : nodes) {
            if (TenantDates.isProfile(node)) {
                profiles = profiles.with(PolicyLoader.load(TenantDates.inItsOwnZone(node)));
            }
        }
        List<Policy> policies = new ArrayList<>();
        Map<PolicyKey, Place> places = new HashMap<>();
        for (YamlNode node : nodes) {
            PolicyLoader.refuseMark(node);
            Policy policy = PolicyLoader.load(
                    TenantDates.isProfile(node)
                            ? TenantDates.inItsOwnZone(node)
                            : TenantDates.inZonesOf(profiles, node));
            if (policy instanceof TenantPolicy profile) {
                ShippedPolicies.requireKnown(profile.shipped(), node);
            }
            Place before = places.put(policy.key(), node.place());
            if (before != null) {
                throw node.place()
                        .error(policy.kind().written() + " '" + policy.id() + "' is given in "
                                + (before.file().equals(node.place().file()) ? "line " : before.file() + ":")
                                + before.line() + " already, from the same date on");
            }
            policies.add(policy);
        }
        return List.copyOf(policies);
    }
}
