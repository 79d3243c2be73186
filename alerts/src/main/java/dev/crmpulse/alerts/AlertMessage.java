package dev.crmpulse.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.crmpulse.engine.event.Rfc3339;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One alert of an SLA, as it stands on the topic of alerts.
 *
 * @param id names the statement for ever: a receiver that has seen it knows it again
 * @param alertId the clock's level it is about
 * @param entity lead, deal or another entity, or queue
 * @param policyId id and version of the SLA, empty if not known
 * @param levelNo counts the levels of the SLA from 1
 * @param owner who owned it, empty if nobody
 * @param startedAt when the clock started
 * @param dueAt up to when the SLA is kept, empty if not known
 * @param time when it was published
 */
public record AlertMessage(
        String id,
        String tenant,
        String alertId,
        String entity,
        String entityId,
        String sla,
        String policyId,
        int episode,
        String level,
        int levelNo,
        String owner,
        Instant startedAt,
        Optional<Instant> dueAt,
        Status status,
        ParsedRecord delivery,
        Optional<Instant> time) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What an alert reports. */
    public enum Status {
        RAISED,
        CLEARED,
        WITHDRAWN;

        /** As alerts write it. */
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is news for people, or was only written down. */
    public enum ParsedRecord {
        SENT,
        SUPPRESSED
    }

    /**
     * Reads a record of the topic.
     *
     * @param json a CloudEvent in structured mode, or null
     * @throws AlertFormatException where it is no alert
     */
    public static AlertMessage parse(byte[] json) {
        if (json == null) {
            throw new AlertFormatException("the record is empty");
        }
        JsonNode event = tree(json);
        JsonNode data = event.path("data");
        if (!data.isObject()) {
            throw new AlertFormatException("it has no 'data'");
        }
        return new AlertMessage(
                text(event, "id"),
                text(data, "tenant"),
                text(data, "alert_id"),
                text(data, "entity"),
                text(data, "entity_id"),
                text(data, "sla"),
                data.path("policy_id").asText(""),
                data.path("episode").asInt(1),
                text(data, "level"),
                data.path("level_no").asInt(1),
                data.path("owner").asText(""),
                time(data, "started_at"),
                optionalTime(data, "due_at"),
                oneOf(Status.values(), data, "status"),
                oneOf(ParsedRecord.values(), data, "delivery"),
                optionalTime(event, "time"));
    }

    /** Whether the SLA was due as soon as it was made: a notice that something is to be done, no reproach. */
    boolean isNotice() {
        return dueAt.isPresent() && dueAt.get().equals(startedAt);
    }

    private static JsonNode tree(byte[] json) {
        try {
            JsonNode event = MAPPER.readTree(json);
            if (!event.isObject()) {
                throw new AlertFormatException("it is no JSON object");
            }
            return event;
        } catch (JsonProcessingException invalid) {
            throw new AlertFormatException(
                    "it is no JSON (at byte " + invalid.getLocation().getByteOffset() + ")", invalid);
        } catch (IOException failed) {
            throw new AlertFormatException("it cannot be read", failed);
        }
    }

    private static String text(JsonNode node, String name) {
        String text = node.path(name).asText("");
        if (text.isEmpty()) {
            throw new AlertFormatException("it has no '" + name + "'");
        }
        return text;
    }

    private static Instant time(JsonNode node, String name) {
        try {
            return Instant.ofEpochMilli(Rfc3339.millis(text(node, name)));
        } catch (DateTimeException none) {
            throw new AlertFormatException("'" + name + "' is no time of RFC 3339", none);
        }
    }

    private static Optional<Instant> optionalTime(JsonNode node, String name) {
        return node.hasNonNull(name) ? Optional.of(time(node, name)) : Optional.empty();
    }

    private static <E extends Enum<E>> E oneOf(E[] values, JsonNode node, String name) {
        String text = text(node, name);
        return Arrays.stream(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new AlertFormatException("'" + name + "' is of an unknown kind"));
    }
}
