package dev.crmpulse.jobs.policy;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.PolicyTopic;
import dev.crmpulse.engine.policy.Policies;

/**
 * Policies from their topic, read to its end before the first event and followed afterwards. Every operator reads for
 * itself: a policy is in force from a date on that lies ahead when it is applied, so it matters only that all know it by
 * then, not which event they saw last when they learned of it.
 *
 * @param kafka where the topic is
 */
public record KafkaPolicyFeed(KafkaEndpoint kafka) implements PolicyFeed {
    @Override
    public PolicyReader open() {
        PolicyTopic topic = new PolicyTopic(kafka);
        return new PolicyReader() {
            @Override
            public Policies current() {
                return topic.current();
            }

            @Override
            public void close() {
                topic.close();
            }
        };
    }
}
