package dev.crmpulse.jobs.policy;

import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.PolicyTopic;
import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyKey;
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
     */
    public static void putInForce(
            KafkaEndpoint kafka, QueryRetry clickHouse, long run, Collection<? extends Policy> own) throws Exception {
        Policies inForce = putInForce(kafka, own);
        clickHouse.call(connection -> {
            new PolicyTables(connection).write(inForce, run);
            return run;
        });
    }

    /**
     * Puts the shipped policies and some others in force where nobody has put any in their place.
     *
     * @return all that are in force
     */
    public static Policies putInForce(KafkaEndpoint kafka, Collection<? extends Policy> own)
            throws ExecutionException, InterruptedException {
        Policies policies = known(kafka);
        Set<PolicyKey> known = policies.all().stream().map(Policy::key).collect(Collectors.toSet());
        List<Policy> missing = Stream.<Policy>concat(ShippedPolicies.all().stream(), own.stream())
                .filter(policy -> !known.contains(policy.key()))
                .toList();
        PolicyTopic.publish(kafka, missing);
        for (Policy policy : missing) {
            policies = policies.with(policy);
        }
        return policies;
    }

    /** Those of some policies that are not in force as they are. */
    public static List<Policy> notInForce(KafkaEndpoint kafka, Collection<Policy> wanted) {
        List<Policy> known = known(kafka).all();
        return wanted.stream().filter(policy -> !known.contains(policy)).toList();
    }

    /** Withdraws all policies but those that ship and these. */
    public static void withdrawOthers(KafkaEndpoint kafka, Collection<Policy> kept)
            throws ExecutionException, InterruptedException {
        Set<PolicyKey> keys = Stream.concat(ShippedPolicies.all().stream(), kept.stream())
                .map(Policy::key)
                .collect(Collectors.toSet());
        PolicyTopic.withdraw(
                kafka,
                known(kafka).all().stream()
                        .map(Policy::key)
                        .filter(key -> !keys.contains(key))
                        .toList());
        // what took the place of a shipped one gives it back
        PolicyTopic.publish(kafka, ShippedPolicies.all());
    }

    private static Policies known(KafkaEndpoint kafka) {
        try (PolicyTopic topic = new PolicyTopic(kafka)) {
            return topic.current();
        }
    }
}
