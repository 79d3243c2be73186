package dev.crmpulse.jobs.live;

import dev.crmpulse.connectors.kafka.Permissions;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.jobs.config.EventTimeConfig;
import dev.crmpulse.jobs.config.LiveConfig;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;

/** What brokers must let the programs of this release do. */
final class RequiredPermissions {
    private static final Set<AclOperation> READS = Set.of(AclOperation.READ);
    private static final Set<AclOperation> WRITES = Set.of(AclOperation.WRITE);
    private static final Set<AclOperation> BOTH = Set.of(AclOperation.READ, AclOperation.WRITE);

    private RequiredPermissions() {}

    /** A live job: it reads events, puts shipped policies in force, and publishes what follows on topics of its own. */
    static Permissions ofJob(LiveConfig config) {
        Set<AclOperation> onEvents = config.eventTime().ticks() == EventTimeConfig.Ticks.OWN ? BOTH : READS;
        return new Permissions(
                Map.of(
                        Topics.EVENTS, onEvents,
                        Topics.POLICIES, BOTH,
                        Topics.DEAD_LETTERS, BOTH,
                        Topics.ALERTS, WRITES,
                        Topics.DERIVED, WRITES),
                Set.of(config.consumerGroup()),
                // any id that begins so: the job adds a topic, a subtask and a number
                Set.of(config.consumerGroup() + '-' + Topics.ALERTS));
    }

    /** Whoever looks. */
    static Permissions toSeeAll() {
        return new Permissions(
                TopicAdmin.ALL.stream().collect(Collectors.toMap(topic -> topic, topic -> Set.of())),
                Set.of(),
                Set.of());
    }

    /** Whoever delivers alerts to webhooks. */
    static Permissions ofNotifier(String consumerGroup) {
        return new Permissions(
                Map.of(Topics.ALERTS, READS, Topics.DEAD_LETTERS, WRITES), Set.of(consumerGroup), Set.of());
    }
}
