package dev.crmpulse.jobs.derived;

import dev.crmpulse.connectors.cloudevents.RowEvent;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.timeline.DerivedEvent;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes to the CRM on {@link Topics#DERIVED} what is true of an entity now, such as the tier of a lead (M9) as
 * {@code lead.tiered}: each time another value than the one published last becomes the present one, be it by news or because
 * history was corrected. Of two events of an entity the one with the larger sequence is right.
 */
public final class DerivedEventSerializer implements KafkaRecordSerializationSchema<FactChange> {
    private static final Map<FactType<?>, Columns> PUBLISHED = Metrics.ALL.stream()
            .filter(metric -> metric.derived().isPresent())
            .collect(Collectors.toUnmodifiableMap(Metric::facts, Columns::of));

    /** Where in a row the parts of an event stand. */
    private record Columns(DerivedEvent event, int entity, int value, int endedAt) {
        private static Columns of(Metric metric) {
            List<String> names =
                    metric.facts().columns().stream().map(Column::name).toList();
            DerivedEvent event = metric.derived().orElseThrow();
            return new Columns(
                    event,
                    names.indexOf(event.entityColumn()),
                    names.indexOf(event.valueColumn()),
                    names.indexOf("ended_at"));
        }
    }

    /** Whether a change makes a value the present one. */
    public static boolean shouldPublish(FactChange change) {
        Columns columns = PUBLISHED.get(change.type());
        Object[] before = change.before();
        Object[] after = change.after();
        return columns != null
                && after != null
                && after[columns.endedAt] == null
                && (before == null
                        || before[columns.endedAt] != null
                        || !before[columns.value].equals(after[columns.value]));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(FactChange change, KafkaSinkContext context, Long timestamp) {
        Columns columns = PUBLISHED.get(change.type());
        Object[] row = change.after();
        String entity = (String) row[columns.entity];
        RowEvent event = new RowEvent(
                (String) row[0],
                entity + '/' + row[columns.value] + '/' + change.revision(),
                columns.event.type(),
                columns.event.entity() + '/' + entity,
                (Long) row[FactType.STARTED_AT],
                change.revision());
        return new ProducerRecord<>(
                Topics.DERIVED, event.key().getBytes(StandardCharsets.UTF_8), event.json(change.type(), row));
    }
}
