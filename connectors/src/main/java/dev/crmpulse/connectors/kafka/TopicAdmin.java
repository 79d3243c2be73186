package dev.crmpulse.connectors.kafka;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Sets topics up and reads how far they have been consumed. */
public final class TopicAdmin implements Closeable {
    /** All of the contract; policies stay in force when the others are deleted. */
    public static final List<String> ALL =
            List.of(Topics.EVENTS, Topics.DEAD_LETTERS, Topics.ALERTS, Topics.DERIVED, Topics.POLICIES);

    private static final Set<String> OF_A_RUN =
            Set.of(Topics.EVENTS, Topics.DEAD_LETTERS, Topics.ALERTS, Topics.DERIVED);

    private static final long POLL_MILLIS = 20;

    private final Admin admin;

    public TopicAdmin(KafkaEndpoint kafka) {
        admin = Admin.create(kafka.client(Map.of()));
    }

    /** @param timeout how long brokers may take to answer */
    public TopicAdmin(KafkaEndpoint kafka, Duration timeout) {
        int millis = (int) timeout.toMillis();
        admin = Admin.create(kafka.client(Map.of("request.timeout.ms", millis, "default.api.timeout.ms", millis)));
    }

    /** Names of all topics this client may see. */
    public Set<String> topics() throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get();
    }

    /**
     * Which of these permissions the brokers do not grant, each in words such as {@code WRITE on topic crm.alerts}; topics
     * must be there. Where brokers ask nobody for permission, none is lacking.
     */
    public List<String> lacking(Permissions needed) throws ExecutionException, InterruptedException {
        List<String> lacking = new ArrayList<>();
        DescribeTopicsOptions withOperations = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        Map<String, TopicDescription> topics = admin.describeTopics(
                        needed.topics().keySet(), withOperations)
                .allTopicNames()
                .get();
        for (String topic : new TreeSet<>(needed.topics().keySet())) {
            Set<AclOperation> allowed = topics.get(topic).authorizedOperations();
            for (AclOperation operation : new TreeSet<>(needed.topics().get(topic))) {
                if (allowed != null && !allowed.contains(operation)) {
                    lacking.add(operation + " on topic " + topic);
                }
            }
        }
        // whoever may read in a group may ask how far it has read, and so for transactions
        for (String group : new TreeSet<>(needed.groups())) {
            if (isRefused(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())) {
                lacking.add("READ on group " + group);
            }
        }
        for (String id : new TreeSet<>(needed.transactions())) {
            if (isRefused(admin.describeTransactions(List.of(id)).description(id))) {
                lacking.add("WRITE on transactional id " + id);
            }
        }
        return lacking;
    }

    private static boolean isRefused(KafkaFuture<?> answer) throws ExecutionException, InterruptedException {
        try {
            answer.get();
            return false;
        } catch (ExecutionException failure) {
            // no such transaction yet, or brokers that cannot be asked
            if (failure.getCause() instanceof TransactionalIdNotFoundException
                    || failure.getCause() instanceof UnsupportedVersionException) {
                return false;
            }
            if (failure.getCause() instanceof AuthorizationException) {
                return true;
            }
            throw failure;
        }
    }

    /** Creates the topics that are missing, as often replicated as the brokers do by default, and waits until all may be written to. */
    public void createTopics(int eventPartitions) throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics().names().get();
        List<NewTopic> missing = List.of(
                        topic(Topics.EVENTS, eventPartitions),
                        topic(Topics.DEAD_LETTERS, 1),
                        topic(Topics.ALERTS, 1),
                        topic(Topics.DERIVED, eventPartitions),
                        policies())
                .stream()
                .filter(topic -> !present.contains(topic.name()))
                .toList();
        admin.createTopics(missing).all().get();
        // a producer that asks too early waits for its next refresh of the metadata
        while (!admin.listTopics().names().get().containsAll(ALL)) {
            Thread.sleep(POLL_MILLIS);
        }
        // leaders answer this; where one is missing yet, it would refuse a first batch, take the second, and then
        // refuse the first for ever as out of order
        for (String topic : ALL) {
            ends(topic);
        }
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty())
                .configs(Map.of("max.message.bytes", Integer.toString(Topics.MAX_RECORD_BYTES)));
    }

    private static NewTopic policies() {
        return new NewTopic(Topics.POLICIES, Optional.of(1), Optional.empty())
                .configs(Map.of("cleanup.policy", "compact"));
    }

    /** Deletes all that a run reads and writes, and waits until it is gone. Policies stay in force. */
    public void deleteTopics() throws ExecutionException, InterruptedException {
        for (String topic : OF_A_RUN) {
            try {
                admin.deleteTopics(List.of(topic)).all().get();
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failure;
                }
            }
        }
        // the brokers drop a topic after they have agreed to
        while (admin.listTopics().names().get().stream().anyMatch(OF_A_RUN::contains)) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Where each partition of a topic ends now. */
    public Map<TopicPartition, Long> ends(String topic) throws ExecutionException, InterruptedException {
        TopicDescription description =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        return offsets(
                description.partitions().stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList(),
                OffsetSpec.latest());
    }

    /** How many records before these ends the group has not read, as of its last commit. */
    public long lag(Map<TopicPartition, Long> ends, String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        // what is no longer kept cannot be read
        Map<TopicPartition, Long> starts = offsets(ends.keySet(), OffsetSpec.earliest());
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OffsetAndMetadata read = committed.get(end.getKey());
            long from = Math.max(starts.get(end.getKey()), read == null ? 0 : read.offset());
            lag += Math.max(0, end.getValue() - from);
        }
        return lag;
    }

    /** Lets the group have read nothing of a topic, until it commits again. */
    public void forgetReads(String topic, String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> nothing = new HashMap<>();
        ends(topic).keySet().forEach(partition -> nothing.put(partition, new OffsetAndMetadata(0)));
        admin.alterConsumerGroupOffsets(group, nothing).all().get();
    }

    /** Lets the group have read all that a topic holds now. */
    public void skipToEnd(String topic, String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
        ends(topic).forEach((partition, end) -> all.put(partition, new OffsetAndMetadata(end)));
        admin.alterConsumerGroupOffsets(group, all).all().get();
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    @Override
    public void close() {
        admin.close();
    }
}
