package dev.crmpulse.connectors.kafka;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Dead letters as Kafka records: the bytes as they came, and what is known of them in headers. */
final class DeadLetterRecords {
    private static final String REASON = "reason";
    private static final String DETAIL = "detail";
    private static final String ORIGIN_FILE = "origin_file";
    private static final String ORIGIN_ROW = "origin_row";
    private static final String WAKE_UP = "wake_up";

    private DeadLetterRecords() {}

    static ProducerRecord<byte[], byte[]> toRecord(DeadLetter letter) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.DEAD_LETTERS, null, letter.foundAtMillis(), utf8(letter.position()), letter.bytes());
        record.headers()
                .add(REASON, utf8(letter.reason()))
                .add(DETAIL, utf8(letter.detail()))
                .add(ORIGIN_FILE, utf8(letter.originFile()))
                .add(ORIGIN_ROW, utf8(Long.toString(letter.originRow())));
        return record;
    }

    /** A record that says nothing: it only ends the wait of whoever polls the topic. */
    static ProducerRecord<byte[], byte[]> wakeUp() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.DEAD_LETTERS, null);
        record.headers().add(WAKE_UP, new byte[0]);
        return record;
    }

    static boolean isWakeUp(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(WAKE_UP) != null;
    }

    static DeadLetter fromRecord(ConsumerRecord<byte[], byte[]> record) {
        String row = header(record.headers(), ORIGIN_ROW);
        return new DeadLetter(
                record.key() == null
                        ? new RecordPosition(record.topic(), record.partition(), record.offset()).text()
                        : new String(record.key(), StandardCharsets.UTF_8),
                header(record.headers(), REASON),
                header(record.headers(), DETAIL),
                header(record.headers(), ORIGIN_FILE),
                row.matches("\\d{1,18}") ? Long.parseLong(row) : 0,
                record.timestamp(),
                record.value() == null ? new byte[0] : record.value());
    }

    private static String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
