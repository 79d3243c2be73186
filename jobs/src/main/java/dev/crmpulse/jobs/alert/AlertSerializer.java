package dev.crmpulse.jobs.alert;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.cloudevents.RowEvent;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.jobs.table.AlertJournal;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes alerts of SLAs as events on {@link Topics#ALERTS}: {@code crm.alert.raised}, {@code cleared} and
 * {@code withdrawn}, about {@code alert/<alert_id>}, with the columns of the journal as data.
 */
public final class AlertSerializer implements KafkaRecordSerializationSchema<TableRow> {
    private static final int TENANT = AlertJournal.TYPE.position(AlertJournal.TENANT);
    private static final int ALERT = AlertJournal.TYPE.position(AlertJournal.ALERT_ID);
    private static final int STARTED_AT = AlertJournal.TYPE.position(AlertJournal.STARTED_AT);
    private static final int DUE_AT = AlertJournal.TYPE.position(AlertJournal.DUE_AT);
    private static final int STATUS = AlertJournal.TYPE.position(AlertJournal.STATUS);
    private static final int DELIVERY = AlertJournal.TYPE.position(AlertJournal.DELIVERY);
    private static final int REVISION = AlertJournal.TYPE.position(AlertJournal.REVISION);
    private static final String SENT = AlertJournal.Delivery.SENT.written();

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
