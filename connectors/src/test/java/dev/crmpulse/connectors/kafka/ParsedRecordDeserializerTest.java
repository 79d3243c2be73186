package dev.crmpulse.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ParsedRecordDeserializerTest {
    private static final String EVENT = "{\"id\":\"1\",\"source\":\"s\",\"type\":\"crm.lead.created\","
            + "\"subject\":\"lead/1\",\"tenant\":\"t\",\"time\":\"2026-03-01T10:00:00Z\"}";

    @Test
    void everyRecordBecomesADeliveryAlsoAfterTheJourneyToATaskManager() throws Exception {
        ParsedRecordDeserializer deserializer = InstantiationUtil.clone(
                new ParsedRecordDeserializer(IntakeRules.replay(), TypeInformation.of(ParsedRecord.class)));
        deserializer.open(null);
        List<ParsedRecord> out = new ArrayList<>();

        deserializer.deserialize(record(7, EVENT.getBytes(StandardCharsets.UTF_8)), into(out));
        deserializer.deserialize(record(8, null), into(out));

        assertThat(out).hasSize(2);
        assertThat(out.get(0)).isInstanceOf(ParsedEvent.class);
        assertThat(out.get(1)).isInstanceOfSatisfying(DeadLetter.class, letter -> {
            assertThat(letter.position()).isEqualTo("crm.events/2/8");
            assertThat(letter.foundAtMillis()).isEqualTo(1_772_359_205_000L);
        });
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
        return new ConsumerRecord<>(
                "crm.events",
                2,
                offset,
                1_772_359_205_000L, // 2026-03-01T10:00:05Z
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static Collector<ParsedRecord> into(List<ParsedRecord> out) {
        return new Collector<>() {
            @Override
            public void collect(ParsedRecord record) {
                out.add(record);
            }

            @Override
            public void close() {
                // a list needs no closing
            }
        };
    }
}
