package dev.crmpulse.connectors.policy;

import dev.crmpulse.connectors.yaml.YamlException;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Items;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import dev.crmpulse.metrics.policy.Policy;
import dev.crmpulse.metrics.policy.PolicyKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A YAML file of policies: one, a list of them, or several documents of either. */
public final class PolicyFile {
    private static final String WHAT = "policy";

    private PolicyFile() {}

    /**
     * Reads the policies of a file.
     *
     * @throws PolicyException naming file and line of the first thing that is wrong
     */
    public static List<Policy> read(Path file) {
        try {
            return policies(YamlNode.readAll(file, WHAT));
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
            return policies(YamlNode.readAll(name, yaml, WHAT));
        } catch (YamlException unusable) {
            throw new PolicyException(unusable.getMessage(), unusable);
        }
    }

    private static List<Policy> policies(List<YamlNode> documents) {
        List<Policy> policies = new ArrayList<>();
        Map<PolicyKey, Place> told = new HashMap<>();
        for (YamlNode document : documents) {
            for (YamlNode node : document instanceof Items list ? list.items() : List.of(document)) {
                Policy policy = PolicyLoader.load(node);
                Place before = told.put(policy.key(), node.place());
                if (before != null) {
                    throw node.place()
                            .error(policy.kind().written() + " '" + policy.id() + "' is given in line " + before.line()
                                    + " already, from the same date on");
                }
                policies.add(policy);
            }
        }
        return List.copyOf(policies);
    }
}
