package dev.crmpulse.connectors.cloudevents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.crmpulse.metrics.event.ActorType;
import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.DataMember;
import dev.crmpulse.metrics.event.EventIds;
import dev.crmpulse.metrics.event.EventType;
import dev.crmpulse.metrics.event.Root;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads CloudEvents in one pass over their bytes: checks the contract, projects to the slim event and hashes the
 * content on the way. Not thread-safe; each reader of a topic has its own.
 */
public final class CloudEventParser {
    private static final Logger LOG = LoggerFactory.getLogger(CloudEventParser.class);

    private final JsonFactory json = JsonFactory.builder()
            // CloudEvents are UTF-8, and so are the tables that keep them
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build();
    private final IntakeRules rules;
    private final long futureToleranceMillis;
    private final MemberSlots data = new MemberSlots();

    private String id;
    private String source;
    private String type;
    private String subject;
    private String tenant;
    private String time;
    private String recordedAt;
    private String sentAt;
    private String receivedAt;
    private boolean receiptTold;
    private String sequence;
    private String actor;
    private String actorType;
    private long dataHash;

    public CloudEventParser(IntakeRules rules) {
        this.rules = rules;
        this.futureToleranceMillis = rules.futureTolerance().toMillis();
    }

    /**
     * Reads one record.
     *
     * @param value its bytes; a record without is broken
     * @param arrivedMillis Kafka's time of the record, milliseconds since 1970 UTC
     * @param position where the record was found, should it be broken
     */
    public Delivery parse(byte[] value, long arrivedMillis, RecordPosition position) {
        clear();
        try {
            if (value == null || value.length == 0) {
                throw new ContractViolation("empty", "the record has no bytes");
            }
            if (value.length > rules.maxBytes()) {
                throw new ContractViolation(
                        "oversized", value.length + " bytes, the limit is " + rules.maxBytes() + " bytes");
            }
            read(value);
            return ClockTick.TYPE.equals(type) ? tick(arrivedMillis) : event(value, arrivedMillis);
        } catch (ContractViolation violation) {
            return new DeadLetter(
                    position.text(),
                    violation.reason(),
                    violation.getMessage(),
                    data.text(DataMember.ORIGIN_FILE),
                    originRow(),
                    arrivedMillis,
                    value == null ? new byte[0] : value);
        }
    }

    private void read(byte[] value) throws ContractViolation {
        try (JsonParser in = json.createParser(value)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new ContractViolation("not json", "a JSON object is expected");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                readAttribute(in);
            }
            if (in.nextToken() != null) {
                throw new ContractViolation("not json", "there is more after the end of the object");
            }
        } catch (JsonProcessingException broken) {
            // the parser's own message may quote the content
            throw new ContractViolation("not json", place(broken.getLocation()));
        } catch (IOException impossible) {
            throw new ContractViolation("not json", impossible.getClass().getSimpleName());
        }
    }

    private static String place(JsonLocation location) {
        return location == null
                ? "nested too deeply, or a name or number is too long"
                : "broken at byte " + location.getByteOffset();
    }

    private void readAttribute(JsonParser in) throws IOException {
        String name = in.currentName();
        in.nextToken();
        switch (name) {
            case "id" -> id = scalar(in);
            case "source" -> source = scalar(in);
            case "type" -> type = scalar(in);
            case "subject" -> subject = scalar(in);
            case "tenant" -> tenant = scalar(in);
            case "time" -> time = scalar(in);
            case "recordedat" -> recordedAt = scalar(in);
            case "sentat" -> sentAt = scalar(in);
            case "receivedat" -> {
                receivedAt = scalar(in);
                receiptTold = true;
            }
            case "sequence" -> sequence = scalar(in);
            case "actor" -> actor = scalar(in);
            case "actortype" -> actorType = scalar(in);
            case "data" -> dataHash = readData(in);
            default -> in.skipChildren();
        }
    }

    private static String scalar(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        if (in.currentToken().isScalarValue()) {
            return in.getText();
        }
        in.skipChildren();
        return "";
    }

    private long readData(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return hash(in);
        }
        long object = ContentHash.EMPTY_OBJECT;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            DataMember member = DataMember.named(name);
            if (member != null && !data.put(member, dataText(in))) {
                throw new JsonParseException(in, "a member is told twice");
            }
            long value = hash(in);
            if (!name.startsWith("origin_")) {
                object = ContentHash.member(object, name, value);
            }
        }
        return object;
    }

    private static String dataText(JsonParser in) throws IOException {
        return in.currentToken().isScalarValue() && in.currentToken() != JsonToken.VALUE_NULL ? in.getText() : "";
    }

    private static long hash(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> ContentHash.text(in.getText());
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? decimalHash(in)
                        : ContentHash.number(in.getLongValue());
            case VALUE_NUMBER_FLOAT -> decimalHash(in);
            case VALUE_TRUE -> ContentHash.TRUE;
            case VALUE_FALSE -> ContentHash.FALSE;
            case START_OBJECT -> {
                long object = ContentHash.EMPTY_OBJECT;
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    String name = in.currentName();
                    in.nextToken();
                    object = ContentHash.member(object, name, hash(in));
                }
                yield object;
            }
            case START_ARRAY -> {
                long array = ContentHash.EMPTY_ARRAY;
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    array = ContentHash.element(array, hash(in));
                }
                yield array;
            }
            default -> ContentHash.NULL;
        };
    }

    private static long decimalHash(JsonParser in) throws IOException {
        try {
            return ContentHash.number(in.getDecimalValue());
        } catch (ArithmeticException | NumberFormatException beyondAnyScale) {
            throw new JsonParseException(in, "a number beyond any scale");
        }
    }

    /** A tick of a broken clock must neither move the horizon nor fill the dead letters, every five seconds. */
    private ClockTick tick(long arrivedMillis) {
        try {
            long tick = millis("time", time);
            requireArrived(tick, arrivedMillis);
            return new ClockTick(tick);
        } catch (ContractViolation brokenClock) {
            LOG.debug("a tick cannot be used: {}", brokenClock.getMessage());
            return ClockTick.UNUSABLE;
        }
    }

    private EventDelivery event(byte[] value, long arrivedMillis) throws ContractViolation {
        require("id", id);
        require("source", source);
        require("type", type);
        require("subject", subject);
        require("tenant", tenant);
        require("time", time);
        checkTenant();
        long originalTime = millis("time", time);
        byte[] line = OneLine.of(value);
        long received = receivedAt.isEmpty() ? Long.MIN_VALUE : millis("receivedat", receivedAt);
        if (received == Long.MIN_VALUE
                && !receiptTold
                && !sentAt.isEmpty()
                && rules.receipt() == IntakeRules.Receipt.STAMPED) {
            received = arrivedMillis;
            line = OneLine.withMember(
                    line, "receivedat", Instant.ofEpochMilli(arrivedMillis).toString());
        }
        long correctedTime = received == Long.MIN_VALUE || sentAt.isEmpty()
                ? originalTime
                : originalTime + received - millis("sentat", sentAt);
        requireArrived(correctedTime, arrivedMillis);

        EventType eventType = EventType.of(type);
        String dealId = Root.dealIdOf(subject, data.text(DataMember.DEAL_ID));
        String leadId = data.text(DataMember.LEAD_ID);
        String customerId = data.text(DataMember.CUSTOMER_ID);
        String rootSubject = Root.subjectOf(
                eventType, subject, new EventIds(leadId, dealId, customerId, data.text(DataMember.REP_ID)));
        if (leadId.isEmpty()) {
            leadId = new Root(tenant, rootSubject).leadId();
        }
        CrmEvent event = new CrmEvent(
                source,
                id,
                sequence(),
                correctedTime,
                recordedAt.isEmpty() ? CrmEvent.NOT_RECORDED : millis("recordedat", recordedAt),
                ContentHash.content(
                        ContentHash.text(type),
                        ContentHash.text(subject),
                        originalTime,
                        ContentHash.text(actor),
                        dataHash),
                eventType,
                actor,
                ActorType.of(actorType),
                leadId,
                dealId,
                customerId,
                data.text(DataMember.OWNER),
                eventType.payload(data));
        return new EventDelivery(
                tenant,
                rootSubject,
                event,
                type,
                subject,
                originalTime,
                data.text(DataMember.ORIGIN_FILE),
                originRow(),
                line);
    }

    private void requireArrived(long happenedMillis, long arrivedMillis) throws ContractViolation {
        if (happenedMillis > arrivedMillis + futureToleranceMillis) {
            throw new ContractViolation(
                    "too far in the future",
                    "it happened at " + Instant.ofEpochMilli(happenedMillis) + ", it arrived at "
                            + Instant.ofEpochMilli(arrivedMillis) + " and the tolerance is "
                            + rules.futureTolerance());
        }
    }

    private void checkTenant() throws ContractViolation {
        if (tenant.indexOf('/') >= 0) {
            throw new ContractViolation("bad tenant", "a tenant's name holds no slash");
        }
        if (!rules.tenants().isEmpty() && !rules.tenants().contains(tenant)) {
            throw new ContractViolation("unknown tenant", "tenant " + tenant + " is not configured");
        }
    }

    private long sequence() throws ContractViolation {
        if (sequence.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(sequence);
        } catch (NumberFormatException noNumber) {
            throw new ContractViolation("bad sequence", "sequence is a whole number, or text that is one");
        }
    }

    private long originRow() {
        String row = data.text(DataMember.ORIGIN_ROW);
        try {
            return row.isEmpty() ? 0 : Long.parseLong(row);
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    private static void require(String attribute, String value) throws ContractViolation {
        if (value.isEmpty()) {
            throw new ContractViolation("no " + attribute, "attribute " + attribute + " is missing or empty");
        }
    }

    private static long millis(String attribute, String value) throws ContractViolation {
        try {
            return Rfc3339.millis(value);
        } catch (DateTimeException noTime) {
            throw new ContractViolation(
                    "bad " + attribute, "attribute " + attribute + " is no RFC 3339 date and time with an offset");
        }
    }

    private void clear() {
        id = source = type = subject = tenant = time = "";
        recordedAt = sentAt = receivedAt = sequence = actor = actorType = "";
        receiptTold = false;
        dataHash = ContentHash.NULL;
        data.clear();
    }

    /** Why an event cannot be taken in. */
    private static final class ContractViolation extends Exception {
        private final String reason;

        private ContractViolation(String reason, String detail) {
            super(detail, null, false, false);
            this.reason = reason;
        }

        private String reason() {
            return reason;
        }
    }

    /** Keeps a JSON text on one line. */
    private static final class OneLine {
        private static byte[] of(byte[] json) {
            for (int i = 0; i < json.length; i++) {
                if (json[i] == '\n' || json[i] == '\r') {
                    return withoutBreaks(json);
                }
            }
            return json;
        }

        /** A break cannot stand inside a JSON string, so it is white space. */
        private static byte[] withoutBreaks(byte[] json) {
            byte[] line = json.clone();
            for (int i = 0; i < line.length; i++) {
                if (line[i] == '\n' || line[i] == '\r') {
                    line[i] = ' ';
                }
            }
            return line;
        }

        private static byte[] withMember(byte[] json, String name, String text) {
            int end = json.length - 1;
            while (json[end] != '}') {
                end--;
            }
            byte[] member = (",\"" + name + "\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
            byte[] line = Arrays.copyOf(json, end + member.length);
            System.arraycopy(member, 0, line, end, member.length);
            return line;
        }
    }
}
