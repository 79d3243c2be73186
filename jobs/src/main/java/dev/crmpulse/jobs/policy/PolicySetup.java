package dev.crmpulse.jobs.policy;

import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.PolicyTopic;
import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.metrics.policy.Policies;
import dev.crmpulse.metrics.policy.Policy;
import dev.crmpulse.metrics.policy.PolicyKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is in force before the first event. */
public final class PolicySetup {
    private PolicySetup() {}

    /**
     * Puts the shipped policies and some others in force where nobody has put any in their place, and shows all that are
     * in force in tables.
     *
     * @param own in force beside the shipped ones, such as profiles of tenants
     * @return all that are in force
     */
    public static Policies putInForce(
            KafkaEndpoint kafka, Connection connection, long run, Collection<? extends Policy> own)
            throws SQLException, ExecutionException, InterruptedException {
        Policies policies;
        try (PolicyTopic topic = new PolicyTopic(kafka)) {
            policies = topic.current();
        }
        Set<PolicyKey> known = policies.all().stream().map(Policy::key).collect(Collectors.toSet());
        List<Policy> missing = Stream.<Policy>concat(ShippedPolicies.all().stream(), own.stream())
                .filter(policy -> !known.contains(policy.key()))
                .toList();
        PolicyTopic.publish(kafka, missing);
        for (Policy policy : missing) {
            policies = policies.with(policy);
        }
        new PolicyTables(connection).write(policies, run);
        return policies;
    }
}
