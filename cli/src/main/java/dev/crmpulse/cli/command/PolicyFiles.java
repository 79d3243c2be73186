package dev.crmpulse.cli.command;

import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.metrics.policy.Policies;
import dev.crmpulse.metrics.policy.Policy;
import dev.crmpulse.metrics.policy.PolicyCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Policies that somebody brings in files, and whether they fit what is in force. */
final class PolicyFiles {
    private PolicyFiles() {}

    static String names(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /**
     * Requires that policies fit each other, those that ship and those that are known.
     *
     * @throws UsageException saying in one line what does not; what did not fit before is not held against them
     */
    static void requireFitting(List<Policy> policies, Policies known) {
        Policies before = Policies.of(ShippedPolicies.all());
        for (Policy policy : known.all()) {
            before = before.with(policy);
        }
        Policies after = before;
        for (Policy policy : policies) {
            after = after.with(policy);
        }
        List<String> problems = new ArrayList<>(PolicyCheck.problems(after));
        problems.removeAll(PolicyCheck.problems(before));
        if (!problems.isEmpty()) {
            throw new UsageException(String.join("; ", problems));
        }
    }
}
