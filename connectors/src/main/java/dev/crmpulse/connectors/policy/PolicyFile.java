package dev.crmpulse.connectors.policy;

import dev.crmpulse.connectors.yaml.Nearest;
import dev.crmpulse.connectors.yaml.YamlException;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Fields;
import dev.crmpulse.connectors.yaml.YamlNode.Items;
import dev.crmpulse.connectors.yaml.YamlNode.Place;
import dev.crmpulse.connectors.yaml.YamlNode.Scalar;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyCheck;
import dev.crmpulse.engine.policy.PolicyCheck.Problem;
import dev.crmpulse.engine.policy.PolicyKey;
import dev.crmpulse.engine.policy.TenantPolicy;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * YAML files of policies: each one, a list of them, or several documents of either. A date without a time is midnight where
 * the tenant is, by the profile that is in force then.
 */
public final class PolicyFile {
    private static final String WHAT = "policy";

    /** Policies, and where each was written. */
    private record Written(List<Policy> policies, Map<PolicyKey, YamlNode> nodes) {}

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
        return readAll(files, known).policies();
    }

    /**
     * The same, where the policies also fit each other, those that are known and those that come with crm-pulse.
     *
     * @throws PolicyException naming file and line of all that does not fit; what did not fit before is not held against
     *     them
     */
    public static List<Policy> readFitting(List<Path> files, Policies known) {
        Written written = readAll(files, known);
        Policies before = Policies.of(ShippedPolicies.all());
        for (Policy policy : known.all()) {
            before = before.with(policy);
        }
        Policies after = before;
        for (Policy policy : written.policies()) {
            after = after.with(policy);
        }
        Set<String> old = PolicyCheck.problems(before, Timelines::evaluate).stream()
                .map(problem -> problem.policy().key() + problem.field())
                .collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        for (Problem problem : PolicyCheck.problems(after, Timelines::evaluate)) {
            YamlNode node = written.nodes().get(problem.policy().key());
            if (node != null) {
                problems.add(place(node, problem.field()).error(text(problem)).getMessage());
            } else if (!old.contains(problem.policy().key() + problem.field())) {
                problems.add(files.get(0) + ": " + text(problem));
            }
        }
        if (!problems.isEmpty()) {
            throw new PolicyException(String.join("; ", problems));
        }
        return written.policies();
    }

    private static String text(Problem problem) {
        String hint = Nearest.hint(problem.written(), problem.known());
        return problem.text()
                + (!hint.isEmpty() || problem.known().isEmpty()
                        ? hint
                        : "; there are " + String.join(", ", problem.known()));
    }

    private static Place place(YamlNode node, String field) {
        return node instanceof Fields fields && fields.fields().containsKey(field)
                ? fields.fields().get(field).place()
                : node.place();
    }

    private static Written readAll(List<Path> files, Policies known) {
        try {
            List<YamlNode> documents = new ArrayList<>();
            files.forEach(file -> documents.addAll(YamlNode.readAll(file, WHAT)));
            return written(nodes(documents), known);
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
            return written(nodes(YamlNode.readAll(name, yaml, WHAT)), Policies.NONE)
                    .policies();
        } catch (YamlException unusable) {
            throw new PolicyException(unusable.getMessage(), unusable);
        }
    }

    /** The same of a text that comes with crm-pulse, whose policies tenants may leave out. */
    static List<Policy> readShipped(String name, String yaml) {
        return nodes(YamlNode.readAll(name, yaml, WHAT)).stream()
                .map(node -> PolicyForm.read(shipped(node)))
                .toList();
    }

    private static YamlNode shipped(YamlNode node) {
        return node instanceof Fields fields
                ? TenantDates.with(
                        fields, PolicyForm.ORIGIN, new Scalar(node.place(), PolicyForm.SHIPPED, YamlNode.Kind.TEXT))
                : node;
    }

    private static void refuseMark(YamlNode node) {
        if (node instanceof Fields fields && fields.names().containsKey(PolicyForm.ORIGIN)) {
            throw fields.names()
                    .get(PolicyForm.ORIGIN)
                    .error("'" + PolicyForm.ORIGIN + "' marks what comes with crm-pulse: leave it out");
        }
    }

    private static List<YamlNode> nodes(List<YamlNode> documents) {
        List<YamlNode> nodes = new ArrayList<>();
        documents.forEach(document -> nodes.addAll(document instanceof Items list ? list.items() : List.of(document)));
        return nodes;
    }

    private static Written written(List<YamlNode> nodes, Policies known) {
        Policies profiles = known;
        for (YamlNode node : nodes) {
            if (TenantDates.isProfile(node)) {
                profiles = profiles.with(PolicyForm.read(TenantDates.inItsOwnZone(node)));
            }
        }
        Map<PolicyKey, YamlNode> given = new HashMap<>();
        List<Policy> policies = new ArrayList<>();
        for (YamlNode node : nodes) {
            refuseMark(node);
            Policy policy = PolicyForm.read(
                    TenantDates.isProfile(node)
                            ? TenantDates.inItsOwnZone(node)
                            : TenantDates.inZonesOf(profiles, node));
            if (policy instanceof TenantPolicy profile) {
                ShippedPolicies.requireKnown(profile.shipped(), node);
            }
            YamlNode first = given.put(policy.key(), node);
            if (first != null) {
                Place before = first.place();
                throw node.place()
                        .error(policy.kind().written() + " '" + policy.id() + "' is given in "
                                + (before.file().equals(node.place().file()) ? "line " : before.file() + ":")
                                + before.line() + " already, from the same date on");
            }
            policies.add(policy);
        }
        return new Written(List.copyOf(policies), given);
    }
}
