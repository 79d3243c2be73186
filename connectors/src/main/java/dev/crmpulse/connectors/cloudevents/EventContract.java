package dev.crmpulse.connectors.cloudevents;

import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.engine.event.ClearedMembers;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventIds;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Twins;
import dev.crmpulse.engine.event.UnreadableMemberException;
import dev.crmpulse.engine.event.WholeNumber;
import java.time.Instant;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is asked of an event: which members it must have, what they may hold, and the slim event that follows. */
final class EventContract {
    private static final Logger LOG = LoggerFactory.getLogger(EventContract.class);

    private final IntakeRules rules;
    private final SenderClock clock;

    EventContract(IntakeRules rules) {
        this.rules = rules;
        this.clock = new SenderClock(rules);
    }

    /** Refuses a record that need not be read at all. */
    void requireReadable(byte[] value) throws ContractViolation {
        if (value == null || value.length == 0) {
            throw new ContractViolation("empty", "the record has no bytes");
        }
        if (value.length > rules.maxBytes()) {
            throw new ContractViolation(
                    "oversized", value.length + " bytes, the limit is " + rules.maxBytes() + " bytes");
        }
    }

    /** A tick of a broken clock must neither move the horizon nor fill the dead letters, every five seconds. */
    ClockTick tick(EventMembers members, long arrivedMillis) {
        try {
            long tick = members.millis(Attribute.TIME);
            clock.requireArrived(tick, arrivedMillis);
            return new ClockTick(tick);
        } catch (ContractViolation brokenClock) {
            LOG.debug("a tick cannot be used: {}", brokenClock.getMessage());
            return ClockTick.UNUSABLE;
        }
    }

    /**
     * The event of a record.
     *
     * @param value its bytes, of which the members were read
     * @throws ContractViolation what the dead letter says
     */
    ParsedEvent event(EventMembers members, byte[] value, long arrivedMillis) throws ContractViolation {
        MemberSlots data = members.data;
        String id = members.required(Attribute.ID);
        String source = members.required(Attribute.SOURCE);
        String type = members.required(Attribute.TYPE);
        String subject = members.required(Attribute.SUBJECT);
        String tenant = members.required(Attribute.TENANT);
        members.required(Attribute.TIME);
        checkTenant(tenant);
        long originalTime = members.millis(Attribute.TIME);
        byte[] line = members.isOneLine() ? value : JsonLine.of(value);
        long received = optionalMillis(members, Attribute.RECEIVEDAT);
        long sent = optionalMillis(members, Attribute.SENTAT);
        if (clock.stampsReceipt(members, sent)) {
            received = arrivedMillis;
            line = JsonLine.withMember(
                    line,
                    Attribute.RECEIVEDAT.attributeName(),
                    Instant.ofEpochMilli(arrivedMillis).toString());
        }
        long correctedTime = clock.correct(originalTime, sent, received);
        clock.requireArrived(correctedTime, arrivedMillis);

        CrmEvent event;
        EntityKey key;
        try {
            EventType eventType = EventType.of(type, data);
            String namedDealId = data.text(DataMember.DEAL_ID);
            String dealId =
                    namedDealId.isEmpty() ? EntityKey.of(tenant, subject).dealId() : namedDealId;
            String leadId = data.text(DataMember.LEAD_ID);
            String customerId = data.text(DataMember.CUSTOMER_ID);
            key = EntityKey.home(
                    tenant,
                    eventType,
                    subject,
                    new EventIds(leadId, dealId, eventType.family().keyId(data)));
            event = new CrmEvent(
                    source,
                    id,
                    sequence(members),
                    correctedTime,
                    optionalMillis(members, Attribute.RECORDEDAT),
                    CrmEvent.NO_TWINS,
                    BytesHash.of(line),
                    eventType,
                    members.get(Attribute.ACTOR),
                    ActorType.of(members.get(Attribute.ACTORTYPE)),
                    leadId.isEmpty() ? key.leadId() : leadId,
                    dealId,
                    customerId,
                    data.text(DataMember.OWNER),
                    ClearedMembers.of(data),
                    eventType.named(DataMember.DUE, data),
                    eventType.named(DataMember.DIMENSIONS, data),
                    eventType.payload(data));
        } catch (UnreadableMemberException unreadable) {
            throw new ContractViolation("bad " + unreadable.member().memberName(), unreadable.getMessage());
        }
        return new ParsedEvent(
                key,
                event,
                type,
                subject,
                originalTime,
                members.originFile(),
                members.originRow(),
                twins(members),
                line);
    }

    private static Twins twins(EventMembers members) throws ContractViolation {
        String twins = members.get(Attribute.TWINS);
        if (twins.isEmpty()) {
            return Twins.NONE;
        }
        return Twins.ofWritten(twins)
                .orElseThrow(() -> new ContractViolation(
                        "bad twins", "twins must be " + Twins.BY_CONTENT.written() + " or " + Twins.NONE.written()));
    }

    private void checkTenant(String tenant) throws ContractViolation {
        if (tenant.indexOf('/') >= 0) {
            throw new ContractViolation("bad tenant", "a tenant's name holds no slash");
        }
        if (!rules.tenants().isEmpty() && !rules.tenants().contains(tenant)) {
            throw new ContractViolation(DeadLetter.UNKNOWN_TENANT, "tenant " + tenant + " is not configured");
        }
    }

    private static long sequence(EventMembers members) throws ContractViolation {
        String sequence = members.get(Attribute.SEQUENCE);
        if (sequence.isEmpty()) {
            return 0;
        }
        OptionalLong number = WholeNumber.of(sequence);
        if (number.isEmpty()) {
            throw new ContractViolation("bad sequence", "sequence must be a whole number of 64 bits");
        }
        return number.getAsLong();
    }

    /** {@link CrmEvent#NOT_RECORDED}, which is earlier than any, where the attribute is missing or empty. */
    private static long optionalMillis(EventMembers members, Attribute attribute) throws ContractViolation {
        return members.millisOr(CrmEvent.NOT_RECORDED, attribute);
    }
}
