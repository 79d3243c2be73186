package dev.crmpulse.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.embedded.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that knows the time by what was read. */
class ReadClockTest {
    private static final String GROUP = "job";

    @TempDir
    private Path directory;

    @Test
    void itIsAsLateAsItWasWhenAllThatIsReadWasThere() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory);
                TopicAdmin topics = new TopicAdmin(KafkaEndpoint.of(kafka.bootstrapServers()));
                ReadClock clock = new ReadClock(new TopicAdmin(KafkaEndpoint.of(kafka.bootstrapServers())), GROUP)) {
            topics.createTopics(2);
            Instant empty = Instant.now();
            assertThat(clock.look()).as("nothing to read").hasValueSatisfying(moment -> assertThat(moment)
                    .isBetween(empty, Instant.now()));

            send(KafkaEndpoint.of(kafka.bootstrapServers()));
            Instant before = Instant.now();
            assertThat(clock.look()).as("something to read").isEmpty();
            Instant asked = Instant.now();

            send(KafkaEndpoint.of(kafka.bootstrapServers()));
            commit(KafkaEndpoint.of(kafka.bootstrapServers()), 1);
            assertThat(clock.look())
                    .as("what came after it asked does not hold it up, nor does it make it later")
                    .hasValueSatisfying(moment -> assertThat(moment).isBetween(before, asked));
            assertThat(clock.look()).isEmpty();
            commit(KafkaEndpoint.of(kafka.bootstrapServers()), 2);
            assertThat(clock.look()).isPresent();
        }
    }

    @Test
    void whatWasReadBeforeTheJobWentBackToAnEarlierStateDoesNotCount() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory);
                TopicAdmin topics = new TopicAdmin(KafkaEndpoint.of(kafka.bootstrapServers()))) {
            topics.createTopics(2);
            send(KafkaEndpoint.of(kafka.bootstrapServers()));
            commit(KafkaEndpoint.of(kafka.bootstrapServers()), 1);
            try (ReadClock clock = new ReadClock(new TopicAdmin(KafkaEndpoint.of(kafka.bootstrapServers())), GROUP)) {
                assertThat(clock.look()).as("nothing was committed since").isEmpty();
                commit(KafkaEndpoint.of(kafka.bootstrapServers()), 1);
                assertThat(clock.look()).isPresent();
            }
        }
    }

    /** One event to one partition. */
    private static void send(KafkaEndpoint kafka) throws IOException {
        try (EventPublisher publisher = new EventPublisher(kafka)) {
            publisher.event("t/lead/1", "{}".getBytes(StandardCharsets.UTF_8));
            publisher.flush();
        }
    }

    /** As a job does whose checkpoint has completed: it has read so many events. */
    private static void commit(KafkaEndpoint kafka, long events) throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        kafka.client(Map.of("group.id", GROUP)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                TopicAdmin topics = new TopicAdmin(kafka)) {
            Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
            topics.ends(Topics.EVENTS)
                    .forEach((partition, end) ->
                            read.put(partition, new OffsetAndMetadata(end == 0 ? 0 : Math.min(end, events))));
            consumer.commitSync(read);
        }
    }
}
