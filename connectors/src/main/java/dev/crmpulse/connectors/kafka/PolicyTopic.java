package dev.crmpulse.connectors.kafka;

import dev.crmpulse.connectors.policy.PolicyCodec;
import dev.crmpulse.connectors.policy.PolicyException;
import dev.crmpulse.connectors.policy.PolicyKeys;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topic of policies from its begin and follows it. Not thread-safe. */
public final class PolicyTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyTopic.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.POLICIES, 0);
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(500).toNanos();
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private Policies policies = Policies.NONE;
    private long lookedNanos;

    /** Opens the topic and reads all that it holds now. */
    public PolicyTopic(KafkaEndpoint kafka) {
        consumer = new KafkaConsumer<>(
                kafka.client(Map.of("isolation.level", "read_committed")),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
        while (consumer.position(PARTITION) < end) {
            take(TIMEOUT);
        }
    }

    /** All policies known now; a look at the topic costs nothing where the last one was a moment ago. */
    public Policies current() {
        long now = System.nanoTime();
        if (now - lookedNanos >= LOOK_EVERY_NANOS) {
            lookedNanos = now;
            take(Duration.ZERO);
        }
        return policies;
    }

    /** Writes policies, each in the place of one with the same key, and waits until they have arrived. */
    public static void publish(KafkaEndpoint kafka, Collection<? extends Policy> policies)
            throws ExecutionException, InterruptedException {
        Map<PolicyKey, byte[]> records = new LinkedHashMap<>();
        policies.forEach(policy -> records.put(policy.key(), PolicyCodec.toBytes(policy)));
        send(kafka, records);
    }

    /** Withdraws policies, as if nobody had ever written them, and waits until that has arrived. */
    public static void withdraw(KafkaEndpoint kafka, Collection<PolicyKey> keys)
            throws ExecutionException, InterruptedException {
        Map<PolicyKey, byte[]> records = new LinkedHashMap<>();
        keys.forEach(key -> records.put(key, null));
        send(kafka, records);
    }

    private static void send(KafkaEndpoint kafka, Map<PolicyKey, byte[]> records)
            throws ExecutionException, InterruptedException {
        if (records.isEmpty()) {
            return;
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                kafka.client(Map.of("acks", "all")), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach((key, value) -> sent.add(producer.send(new ProducerRecord<>(
                    Topics.POLICIES, PolicyKeys.text(key).getBytes(StandardCharsets.UTF_8), value))));
            for (Future<RecordMetadata> arrival : sent) {
                arrival.get();
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void take(Duration timeout) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(timeout)) {
            try {
                policies = record.value() == null
                        ? policies.without(PolicyKeys.parse(record.key()))
                        : policies.with(PolicyCodec.read(record.key(), record.value()));
            } catch (PolicyException unusable) {
                LOG.error(
                        "a policy on {} at offset {} cannot be used, what was in force before stays: {}",
                        Topics.POLICIES,
                        record.offset(),
                        unusable.getMessage());
            }
        }
    }
}
