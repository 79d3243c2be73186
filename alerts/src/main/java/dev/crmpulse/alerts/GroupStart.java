package dev.crmpulse.alerts;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Where a consumer group that never read the topic of alerts begins: at its end, for nobody who enters a webhook today
 * wants the alerts of last month. The place is committed at once, so that whatever is status from now on is delivered, also
 * by a notifier that first dies. A group that has read before goes on where it was, and reads partitions that were added
 * since from their beginning.
 */
final class GroupStart {
    private GroupStart() {}

    /**
     * Gives a new group its place.
     *
     * @throws IllegalStateException where there is no such topic, or brokers refuse, in one line
     */
    static void fix(KafkaEndpoint kafka, String group) throws InterruptedException {
        try (Admin admin = Admin.create(kafka.client(Map.of()))) {
            Map<TopicPartition, OffsetAndMetadata> place = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            if (place.keySet().stream().noneMatch(partition -> partition.topic().equals(Topics.ALERTS))) {
                admin.alterConsumerGroupOffsets(group, ends(admin)).all().get();
            }
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            throw new IllegalStateException(
                    cause instanceof UnknownTopicOrPartitionException
                            ? "Kafka at " + kafka + " has no topic " + Topics.ALERTS + "; create it"
                            : "Kafka at " + kafka + " does not let group " + group + " read " + Topics.ALERTS + ": "
                                    + cause.getMessage(),
                    cause);
        }
    }

    /** Before transactions that are open now: their alerts are yet to be delivered. */
    private static Map<TopicPartition, OffsetAndMetadata> ends(Admin admin)
            throws ExecutionException, InterruptedException {
        TopicDescription topic = admin.describeTopics(List.of(Topics.ALERTS))
                .allTopicNames()
                .get()
                .get(Topics.ALERTS);
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        topic.partitions()
                .forEach(one -> latest.put(new TopicPartition(Topics.ALERTS, one.partition()), OffsetSpec.latest()));
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
        return ends;
    }
}
