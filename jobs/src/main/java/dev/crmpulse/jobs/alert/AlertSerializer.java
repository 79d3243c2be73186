package dev.crmpulse.jobs.alert;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.cloudevents.RowEvent;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.jobs.table.AlertJournal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes alerts of SLAs as events on {@link Topics#ALERTS}: {@code crm.alert.raised}, {@code cleared} and
 * {@code withdrawn}, about {@code alert/<alert_id>}, with the columns of the journal as data.
 */
public final class AlertSerializer implements KafkaRecordSerializationSchema<TableRow> {
    private static final List<String> COLUMNS =
            AlertJournal.TYPE.columns().stream().map(Column::name).toList();
    private static final int TENANT = COLUMNS.indexOf("tenant");
    private static final int ALERT = COLUMNS.indexOf("alert_id");
    private static final int STARTED_AT = COLUMNS.indexOf("started_at");
    private static final int DUE_AT = COLUMNS.indexOf("due_at");
    private static final int STATUS = COLUMNS.indexOf("status");
    private static final int DELIVERY = COLUMNS.indexOf("delivery");
    private static final int REVISION = COLUMNS.indexOf("revision");
    private static final String SENT = "sent";

    /** Whether a row is a statement that people are to hear. */
    public static boolean shouldPublish(TableRow row) {
        return row.type() == AlertJournal.TYPE && SENT.equals(row.values()[DELIVERY]);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(TableRow row, KafkaSinkContext context, Long timestamp) {
        Object[] values = row.values();
        String alert = (String) values[ALERT];
        long revision = (Long) values[REVISION];
        Object moment = values[DUE_AT] == null ? values[STARTED_AT] : values[DUE_AT];
        RowEvent event = new RowEvent(
                (String) values[TENANT],
                alert + '/' + values[STATUS] + '/' + revision,
                "crm.alert." + values[STATUS],
                "alert/" + alert,
                (Long) moment,
                revision);
        return new ProducerRecord<>(
                Topics.ALERTS, event.key().getBytes(StandardCharsets.UTF_8), event.json(AlertJournal.TYPE, values));
    }
}
