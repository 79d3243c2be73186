package dev.crmpulse.connectors.cloudevents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.crmpulse.metrics.event.ActorType;
import dev.crmpulse.metrics.event.ClearedMembers;
import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.DataMember;
import dev.crmpulse.metrics.event.EntityKey;
import dev.crmpulse.metrics.event.EventIds;
import dev.crmpulse.metrics.event.EventType;
import dev.crmpulse.metrics.event.Rfc3339;
import dev.crmpulse.metrics.event.TimeRange;
import dev.crmpulse.metrics.event.Twins;
import dev.crmpulse.metrics.event.UnreadableMemberException;
import dev.crmpulse.metrics.event.WholeNumber;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads CloudEvents in one pass over their bytes: checks the contract and projects to the slim event. Not thread-safe; each reader of a topic has its own.
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

    /** Empty texts stand for null. */
    private final EnumMap<Attribute, String> attributes = new EnumMap<>(Attribute.class);

    private boolean hasData;
    /** The first thing found wrong. Reading goes on, so that the origin is known and broken JSON is called so. */
    private ContractViolation violation;

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
    public ParsedRecord parse(byte[] value, long arrivedMillis, RecordPosition position) {
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
            if (violation != null && !ClockTick.TYPE.equals(get(Attribute.TYPE))) {
                throw violation;
            }
            return ClockTick.TYPE.equals(get(Attribute.TYPE)) ? tick(arrivedMillis) : event(value, arrivedMillis);
        } catch (ContractViolation broken) {
            return new DeadLetter(
                    position.text(),
                    broken.reason(),
                    broken.getMessage(),
                    data.note(DataMember.ORIGIN_FILE),
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
        Attribute attribute = Attribute.named(name);
        if (attribute != null) {
            readAttribute(attribute, in);
        } else if (name.equals("data")) {
            readData(in);
        } else {
            pass(in);
        }
    }

    private void readAttribute(Attribute attribute, JsonParser in) throws IOException {
        String name = attribute.attributeName();
        if (attributes.containsKey(attribute)) {
            violated("repeated member", name + " is given twice");
        }
        attributes.put(
                attribute,
                switch (JsonScalar.of(in)) {
                    case NULL -> "";
                    case TEXT -> in.getText();
                    case WHOLE -> MemberSlots.wholeText(in);
                    case NUMBER, TRUTH, NESTED -> {
                        violated("bad " + name, name + " must be a text or a whole number of 64 bits");
                        pass(in);
                        yield "";
                    }
                });
    }

    private void readData(JsonParser in) throws IOException {
        if (hasData) {
            violated("repeated member", "data is given twice");
        }
        hasData = true;
        if (in.currentToken() != JsonToken.START_OBJECT) {
            if (in.currentToken() != JsonToken.VALUE_NULL) {
                violated("bad data", "data must be an object");
            }
            pass(in);
            return;
        }
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            DataMember member = DataMember.named(name);
            if (member != null && !data.put(member, in)) {
                violated("repeated member", "data." + name + " is given twice");
            }
            pass(in);
        }
    }

    /** Passes over a value that nobody reads; its numbers must be readable all the same. */
    private void pass(JsonParser in) throws IOException {
        int depth = 0;
        do {
            switch (in.currentToken()) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> checkNumber(in);
                default -> {}
            }
        } while (depth > 0 && in.nextToken() != null);
    }

    private void checkNumber(JsonParser in) throws IOException {
        if (!JsonScalar.isReadableNumber(in)) {
            violated("bad number", MemberPath.of(in) + " is a number beyond 64 bits, or beyond the range of doubles");
        }
    }

    private void violated(String reason, String detail) {
        if (violation == null) {
            violation = new ContractViolation(reason, detail);
        }
    }

    /** A tick of a broken clock must neither move the horizon nor fill the dead letters, every five seconds. */
    private ClockTick tick(long arrivedMillis) {
        try {
            long tick = millis(Attribute.TIME);
            requireArrived(tick, arrivedMillis);
            return new ClockTick(tick);
        } catch (ContractViolation brokenClock) {
            LOG.debug("a tick cannot be used: {}", brokenClock.getMessage());
            return ClockTick.UNUSABLE;
        }
    }

    private ParsedEvent event(byte[] value, long arrivedMillis) throws ContractViolation {
        String id = required(Attribute.ID);
        String source = required(Attribute.SOURCE);
        String type = required(Attribute.TYPE);
        String subject = required(Attribute.SUBJECT);
        String tenant = required(Attribute.TENANT);
        required(Attribute.TIME);
        checkTenant(tenant);
        long originalTime = millis(Attribute.TIME);
        byte[] line = JsonLine.of(value);
        long received = optionalMillis(Attribute.RECEIVEDAT);
        long sent = optionalMillis(Attribute.SENTAT);
        if (!attributes.containsKey(Attribute.RECEIVEDAT)
                && sent != CrmEvent.NOT_RECORDED
                && rules.receipt() == IntakeRules.Receipt.STAMPED) {
            received = arrivedMillis;
            line = JsonLine.withMember(
                    line,
                    Attribute.RECEIVEDAT.attributeName(),
                    Instant.ofEpochMilli(arrivedMillis).toString());
        }
        boolean isCorrected = received != CrmEvent.NOT_RECORDED && sent != CrmEvent.NOT_RECORDED;
        long correctedTime = isCorrected ? originalTime + received - sent : originalTime;
        if (isCorrected && !TimeRange.contains(correctedTime)) {
            throw new ContractViolation(
                    "bad time", "time, corrected by sentat and receivedat, is outside of " + TimeRange.WORDS);
        }
        requireArrived(correctedTime, arrivedMillis);

        CrmEvent event;
        String rootSubject;
        try {
            EventType eventType = EventType.of(type, data);
            String dealId = EntityKey.dealIdOf(subject, data.text(DataMember.DEAL_ID));
            String leadId = data.text(DataMember.LEAD_ID);
            String customerId = data.text(DataMember.CUSTOMER_ID);
            rootSubject = EntityKey.subjectOf(
                    eventType, subject, new EventIds(leadId, dealId, customerId, data.text(DataMember.REP_ID)));
            event = new CrmEvent(
                    source,
                    id,
                    sequence(),
                    correctedTime,
                    optionalMillis(Attribute.RECORDEDAT),
                    CrmEvent.NO_TWINS,
                    BytesHash.of(line),
                    eventType,
                    get(Attribute.ACTOR),
                    ActorType.of(get(Attribute.ACTORTYPE)),
                    leadId.isEmpty() ? new EntityKey(tenant, rootSubject).leadId() : leadId,
                    dealId,
                    customerId,
                    data.text(DataMember.OWNER),
                    ClearedMembers.of(data),
                    eventType.payload(data));
        } catch (UnreadableMemberException unreadable) {
            throw new ContractViolation("bad " + unreadable.member().memberName(), unreadable.getMessage());
        }
        return new ParsedEvent(
                tenant,
                rootSubject,
                event,
                type,
                subject,
                originalTime,
                data.note(DataMember.ORIGIN_FILE),
                originRow(),
                twins(),
                line);
    }

    private Twins twins() throws ContractViolation {
        String twins = get(Attribute.TWINS);
        if (twins.isEmpty()) {
            return Twins.NONE;
        }
        return Twins.ofWritten(twins)
                .orElseThrow(() -> new ContractViolation(
                        "bad twins", "twins must be " + Twins.BY_CONTENT.written() + " or " + Twins.NONE.written()));
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

    private void checkTenant(String tenant) throws ContractViolation {
        if (tenant.indexOf('/') >= 0) {
            throw new ContractViolation("bad tenant", "a tenant's name holds no slash");
        }
        if (!rules.tenants().isEmpty() && !rules.tenants().contains(tenant)) {
            throw new ContractViolation("unknown tenant", "tenant " + tenant + " is not configured");
        }
    }

    private long sequence() throws ContractViolation {
        String sequence = get(Attribute.SEQUENCE);
        if (sequence.isEmpty()) {
            return 0;
        }
        OptionalLong number = WholeNumber.of(sequence);
        if (number.isEmpty()) {
            throw new ContractViolation("bad sequence", "sequence must be a whole number of 64 bits");
        }
        return number.getAsLong();
    }

    private long originRow() {
        return Math.max(0, WholeNumber.of(data.note(DataMember.ORIGIN_ROW)).orElse(0));
    }

    /** The text of an attribute, empty where it is missing or null. */
    private String get(Attribute attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    private String required(Attribute attribute) throws ContractViolation {
        String text = get(attribute);
        if (text.isEmpty()) {
            throw new ContractViolation(
                    "no " + attribute.attributeName(),
                    "attribute " + attribute.attributeName() + " is missing or empty");
        }
        return text;
    }

    /** {@link CrmEvent#NOT_RECORDED}, which is earlier than any, where the attribute is missing or empty. */
    private long optionalMillis(Attribute attribute) throws ContractViolation {
        return get(attribute).isEmpty() ? CrmEvent.NOT_RECORDED : millis(attribute);
    }

    private long millis(Attribute attribute) throws ContractViolation {
        String name = attribute.attributeName();
        long millis;
        try {
            millis = Rfc3339.millis(get(attribute));
        } catch (DateTimeException noTime) {
            throw new ContractViolation("bad " + name, "attribute " + name + " " + noTime.getMessage());
        }
        if (!TimeRange.contains(millis)) {
            throw new ContractViolation("bad " + name, "attribute " + name + " is outside of " + TimeRange.WORDS);
        }
        return millis;
    }

    private void clear() {
        attributes.clear();
        hasData = false;
        violation = null;
        data.clear();
    }
}
