package dev.crmpulse.connectors.policy;

import dev.crmpulse.connectors.yaml.Nearest;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.connectors.yaml.YamlNode.Fields;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.ShippedRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The policies that come with crm-pulse: for every tenant, in force since 1970. */
public final class ShippedPolicies {
    /** The files, in the order in which people would read them. */
    static final List<String> FILES = List.of(
            "slas.yaml",
            "funnels.yaml",
            "tiers.yaml",
            "benchmarks.yaml",
            "breakers.yaml",
            "quality.yaml",
            "scorecards.yaml",
            "calendar-cn-office.yaml",
            "calendar-de-office.yaml");

    private static final String FOLDER = "/crmpulse/policies/";

    private static final List<Policy> POLICIES = read();

    private ShippedPolicies() {}

    public static List<Policy> all() {
        return POLICIES;
    }

    private static List<Policy> read() {
        List<Policy> policies = new ArrayList<>();
        FILES.forEach(file -> policies.addAll(PolicyFile.readShipped(file, text(file))));
        return List.copyOf(policies);
    }

    /**
     * Which of the rules that come with crm-pulse hold for a tenant: {@code all}, {@code none}, or all without some.
     *
     * @param written a profile, or a tenant in the file of tenants
     */
    public static ShippedRules rules(YamlFields written) {
        if (!written.has(PolicyForm.SHIPPED)) {
            return ShippedRules.ALL;
        }
        YamlNode node = written.required(PolicyForm.SHIPPED);
        if (node instanceof Fields) {
            YamlFields but = YamlFields.of(node, "'" + PolicyForm.SHIPPED + "'", List.of("without"));
            return ShippedRules.without(YamlFields.items(but.required("without"), "'without'").stream()
                    .map(id -> YamlFields.scalar(id, "an item of 'without'").text())
                    .collect(Collectors.toSet()));
        }
        String text = written.requiredText(PolicyForm.SHIPPED);
        if (!text.equals("all") && !text.equals("none")) {
            throw node.place()
                    .error("'" + PolicyForm.SHIPPED + "' is all, none, or {without: [id, …]}, not '" + text + "'");
        }
        return text.equals("none") ? ShippedRules.NONE : ShippedRules.ALL;
    }

    /**
     * Requires that what a tenant leaves out is something that ships.
     *
     * @param place of the choice
     */
    public static void requireKnown(ShippedRules choice, YamlNode place) {
        SortedSet<String> known = POLICIES.stream()
                .filter(policy -> policy.head().shipped())
                .map(Policy::id)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String id : choice.without()) {
            if (!known.contains(id)) {
                String hint = Nearest.hint(id, known);
                throw place.place()
                        .error("no policy '" + id + "' comes with crm-pulse, so it cannot be left out"
                                + (hint.isEmpty() ? "; there are " + String.join(", ", known) : hint));
            }
        }
    }

    private static String text(String file) {
        try (InputStream in = ShippedPolicies.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + file + " is missing on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(FOLDER + file + " cannot be read", failed);
        }
    }
}
