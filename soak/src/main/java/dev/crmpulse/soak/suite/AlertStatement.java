package dev.crmpulse.soak.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An alert of an SLA.
 *
 * @param alert the clock's level
 * @param lead or deal that it was made for
 * @param status raised, cleared or withdrawn
 */
record AlertStatement(
        String tenant, String alert, String lead, String sla, String level, String status, long revision) {
    /** Columns of the table as a text that {@link #toString} writes as well. */
    static final String AS_TEXT = "concatWithSeparator(' ', tenant, alert_id, status, toString(revision))";

    /** All that stand on the topic of alerts, committed, in their order. */
    static List<AlertStatement> onTopic(KafkaEndpoint kafka) {
        List<AlertStatement> statements = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        new TopicRecords(kafka).read(Topics.ALERTS, record -> {
            try {
                JsonNode data = json.readTree(record.value()).get("data");
                statements.add(new AlertStatement(
                        data.get("tenant").asText(),
                        data.get("alert_id").asText(),
                        data.get("entity_id").asText(),
                        data.get("sla").asText(),
                        data.get("level").asText(),
                        data.get("status").asText(),
                        data.get("revision").asLong()));
            } catch (IOException broken) {
                throw new UncheckedIOException("a record of " + Topics.ALERTS + " is no JSON", broken);
            }
        });
        return statements;
    }

    /** The alerts on the SLA of a watched lead, such as {@code raised supervisor}. */
    static List<String> heard(List<AlertStatement> statements, WatchedLead watched) {
        return statements.stream()
                .filter(statement -> statement.tenant.equals(WatchedLead.TENANT)
                        && statement.sla.equals(WatchedLead.SLA)
                        && statement.lead.equals(watched.id()))
                .map(statement -> statement.status + ' ' + statement.level)
                .toList();
    }

    @Override
    public String toString() {
        return tenant + ' ' + alert + ' ' + status + ' ' + revision;
    }
}
