package dev.crmpulse.connectors.cloudevents;

/** The place of a record in Kafka. */
public record RecordPosition(String topic, int partition, long offset) {
    /** As dead letters name it: {@code topic/partition/offset}. */
    public String text() {
        return topic + '/' + partition + '/' + offset;
    }
}
