package dev.crmpulse.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLetterRecordsTest {
    @Test
    void aLetterComesBackAsItWasSent() {
        DeadLetter letter = new DeadLetter(
                "leads.csv:12", "no time", "row 12 of Größe", "leads.csv", 12, 1_772_359_200_123L, new byte[] {0, -1, 7
                });

        assertThat(received(DeadLetterRecords.toRecord(letter)))
                .usingRecursiveComparison()
                .isEqualTo(letter);
    }

    @Test
    void whatALetterDoesNotKnowComesBackEmpty() {
        DeadLetter letter = new DeadLetter("crm.events/0/0", "empty", "", "", 0, 0, new byte[0]);

        assertThat(received(DeadLetterRecords.toRecord(letter)))
                .usingRecursiveComparison()
                .isEqualTo(letter);
    }

    @Test
    void aLetterGoesToItsTopicUnderItsPosition() {
        ProducerRecord<byte[], byte[]> sent =
                DeadLetterRecords.toRecord(new DeadLetter("crm.events/1/5", "empty", "", "", 0, 9, new byte[0]));

        assertThat(sent.topic()).isEqualTo(Topics.DEAD_LETTERS);
        assertThat(sent.key()).asString(StandardCharsets.UTF_8).isEqualTo("crm.events/1/5");
        assertThat(sent.timestamp()).isEqualTo(9);
    }

    @Test
    void aLetterOfAnotherWriterShowsWhatItCan() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("reason", null).add("origin_row", "a dozen".getBytes(StandardCharsets.UTF_8));

        DeadLetter letter = DeadLetterRecords.fromRecord(record(null, null, headers));

        assertThat(letter)
                .usingRecursiveComparison()
                .isEqualTo(new DeadLetter("crm.dlq/3/42", "", "", "", 0, 1_000, new byte[0]));
    }

    @Test
    void aRowNumberBeyondAnyFileIsNone() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("origin_row", "9".repeat(19).getBytes(StandardCharsets.UTF_8));

        assertThat(DeadLetterRecords.fromRecord(record(null, null, headers)).originRow())
                .isZero();
    }

    private static DeadLetter received(ProducerRecord<byte[], byte[]> sent) {
        return DeadLetterRecords.fromRecord(new ConsumerRecord<>(
                sent.topic(),
                0,
                1,
                sent.timestamp(),
                TimestampType.CREATE_TIME,
                sent.key().length,
                sent.value().length,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty()));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                "crm.dlq", 3, 42, 1_000, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
    }
}
