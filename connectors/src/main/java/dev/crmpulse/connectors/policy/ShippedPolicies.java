package dev.crmpulse.connectors.policy;

import dev.crmpulse.metrics.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The policies that come with crm-pulse: for every tenant, in force since 1970. */
public final class ShippedPolicies {
    /** The files, in the order in which people would read them. */
    static final List<String> FILES = List.of(
            "promises.yaml",
            "funnels.yaml",
            "tiers.yaml",
            "benchmarks.yaml",
            "calendar-cn-office.yaml",
            "calendar-de-office.yaml");

    private static final String FOLDER = "/crmpulse/policies/";

    private ShippedPolicies() {}

    public static List<Policy> all() {
        List<Policy> policies = new ArrayList<>();
        FILES.forEach(file -> policies.addAll(PolicyFile.read(file, text(file))));
        return List.copyOf(policies);
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
