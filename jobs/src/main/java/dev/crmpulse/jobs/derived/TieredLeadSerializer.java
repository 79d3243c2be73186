package dev.crmpulse.jobs.derived;

import dev.crmpulse.connectors.cloudevents.RowEvent;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.metrics.fact.Column;
import dev.crmpulse.metrics.fact.FactChange;
import dev.crmpulse.metrics.fact.FactType;
import dev.crmpulse.metrics.tier.LeadTier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes to the CRM in which tier a lead is now (M9), as {@code lead.tiered} on {@link Topics#DERIVED}: each time another
 * tier than the one published last becomes the present one, be it by news or because history was corrected. Of two events of a
 * lead the one with the larger sequence is right.
 */
public final class TieredLeadSerializer implements KafkaRecordSerializationSchema<FactChange> {
    private static final String TYPE = "crm.lead.tiered";
    private static final List<String> COLUMNS =
            LeadTier.TYPE.columns().stream().map(Column::name).toList();
    private static final int TENANT = COLUMNS.indexOf("tenant");
    private static final int LEAD = COLUMNS.indexOf("lead_id");
    private static final int TIER = COLUMNS.indexOf("tier");
    private static final int ENDED_AT = COLUMNS.indexOf("ended_at");

    /** Whether a change makes a tier the present one. */
    public static boolean shouldPublish(FactChange change) {
        Object[] before = change.before();
        Object[] after = change.after();
        return change.type() == LeadTier.TYPE
                && after != null
                && after[ENDED_AT] == null
                && (before == null || before[ENDED_AT] != null || !before[TIER].equals(after[TIER]));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(FactChange change, KafkaSinkContext context, Long timestamp) {
        Object[] row = change.after();
        String lead = (String) row[LEAD];
        RowEvent event = new RowEvent(
                (String) row[TENANT],
                lead + '/' + row[TIER] + '/' + change.revision(),
                TYPE,
                "lead/" + lead,
                (Long) row[FactType.STARTED_AT],
                change.revision());
        return new ProducerRecord<>(
                Topics.DERIVED, event.key().getBytes(StandardCharsets.UTF_8), event.json(LeadTier.TYPE, row));
    }
}
