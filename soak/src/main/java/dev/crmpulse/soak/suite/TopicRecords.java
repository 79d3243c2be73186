package dev.crmpulse.soak.suite;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what stands on a topic now, as far as it is committed. */
record TopicRecords(KafkaEndpoint kafka) {
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Shows every record; those of one partition in their order. */
    void read(String topic, Consumer<ConsumerRecord<String, byte[]>> records) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                kafka.client(Map.of("isolation.level", "read_committed")),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(records);
            }
        }
    }
}
