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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        Policies before = withShipped(known);
        requireFitting(files, written, before, with(before, written.policies()));
        return written.policies();
    }

    /**
     * All policies that would be in force had those of some files been so since a moment: each takes the place of what was in
     * force from then on under its tenant, kind and id. Of several under one of these the others follow at their dates.
     *
     * @param known those in force
     * @throws PolicyException as of {@link #readFitting}
     */
    public static Policies readTried(List<Path> files, Policies known, Instant since) {
        Written written = inForceSince(readAll(files, known), since);
        Policies before = withShipped(known);
        requireFitting(files, written, before, inPlace(before, written.policies(), since));
        return inPlace(known, written.policies(), since);
    }

    private static Policies inPlace(Policies known, List<Policy> tried, Instant since) {
        Set<PolicyKey> ids = tried.stream().map(PolicyFile::withoutDate).collect(Collectors.toSet());
        return with(
                Policies.of(known.all().stream()
                        .filter(policy -> policy.effectiveFromMillis() < since.toEpochMilli()
                                || !ids.contains(withoutDate(policy)))
                        .toList()),
                tried);
    }

    /** Of each tenant, kind and id the one in force by that moment, or else the first, is in force from then on. */
    private static Written inForceSince(Written written, Instant since) {
        Map<PolicyKey, List<Policy>> byId = written.policies().stream()
                .sorted(Comparator.comparing(Policy::effectiveFromMillis))
                .collect(Collectors.groupingBy(PolicyFile::withoutDate, TreeMap::new, Collectors.toList()));
        Map<PolicyKey, YamlNode> nodes = new HashMap<>();
        List<Policy> policies = new ArrayList<>();
        for (List<Policy> versions : byId.values()) {
            int first = 0;
            while (first + 1 < versions.size()
                    && versions.get(first + 1).effectiveFromMillis() <= since.toEpochMilli()) {
                first++;
            }
            for (int i = first; i < versions.size(); i++) {
                YamlNode node = written.nodes().get(versions.get(i).key());
                Policy policy = i == first ? PolicyForm.read(TenantDates.since(node, since)) : versions.get(i);
                nodes.put(policy.key(), node);
                policies.add(policy);
            }
        }
        return new Written(policies, nodes);
    }

    private static PolicyKey withoutDate(Policy policy) {
        return new PolicyKey(policy.tenant(), policy.kind(), policy.id(), 0);
    }

    private static Policies withShipped(Policies known) {
        return with(Policies.of(ShippedPolicies.all()), known.all());
    }

    private static Policies with(Policies some, List<Policy> more) {
        Policies all = some;
        for (Policy policy : more) {
            all = all.with(policy);
        }
        return all;
    }

    private static void requireFitting(List<Path> files, Written written, Policies before, Policies after) {
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
