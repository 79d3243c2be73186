package dev.crmpulse.connectors.kafka;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What brokers must let a client do.
 *
 * @param topics operations by topic
 * @param groups consumer groups that it reads in
 * @param transactions ids of transactions that it writes in
 */
public record Permissions(Map<String, Set<AclOperation>> topics, Set<String> groups, Set<String> transactions) {
    public Permissions {
        topics = Map.copyOf(topics);
        groups = Set.copyOf(groups);
        transactions = Set.copyOf(transactions);
    }
}
