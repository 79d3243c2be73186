package dev.crmpulse.soak.suite;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** What a publisher was given, beside what stands on the topic. */
final class RecordedEvents {
    private final Map<String, Queue<byte[]>> missing = new HashMap<>();
    private long surplus;

    private RecordedEvents(List<SimulatedEvent> sent) {
        for (SimulatedEvent event : sent) {
            missing.computeIfAbsent(event.key(), first -> new ArrayDeque<>()).add(event.json());
        }
    }

    /** Whether the topic holds each event once, and those of one key in the order in which they were sent. */
    static boolean stand(List<SimulatedEvent> sent, KafkaEndpoint kafka) {
        RecordedEvents events = new RecordedEvents(sent);
        new TopicRecords(kafka).read(Topics.EVENTS, record -> {
            // ticks have no key
            if (record.key() != null) {
                events.found(record.key(), record.value());
            }
        });
        return events.surplus == 0 && events.missing.values().stream().allMatch(Queue::isEmpty);
    }

    private void found(String key, byte[] json) {
        Queue<byte[]> next = missing.getOrDefault(key, new ArrayDeque<>());
        if (!next.isEmpty() && Arrays.equals(next.peek(), json)) {
            next.remove();
        } else {
            surplus++;
        }
    }
}
