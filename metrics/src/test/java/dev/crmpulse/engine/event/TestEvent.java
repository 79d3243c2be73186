package dev.crmpulse.engine.event;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event as a CRM reports it, before it is projected. {@code type} is the contract's name without prefix; {@code
 * recordedAt} is null where the CRM does not say.
 */
public record TestEvent(
        String source,
        String id,
        long sequence,
        Instant at,
        Instant recordedAt,
        String type,
        String subject,
        String actor,
        String actorType,
        Map<String, Object> data,
        Twins twins) {
    /** The tenant of all events. */
    public static final String TENANT = "t";

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** An event that has no twins. */
    public TestEvent(
            String source,
            String id,
            long sequence,
            Instant at,
            Instant recordedAt,
            String type,
            String subject,
            String actor,
            String actorType,
            Map<String, Object> data) {
        this(source, id, sequence, at, recordedAt, type, subject, actor, actorType, data, Twins.NONE);
    }

    /** An act of the system, in data that say nothing. */
    public static TestEvent of(String id, String at, String type, String subject) {
        return new TestEvent("crm", id, 0, Instant.parse(at), null, type, subject, "", "system", Map.of());
    }

    public TestEvent by(String newActor, String newActorType) {
        return new TestEvent(source, id, sequence, at, recordedAt, type, subject, newActor, newActorType, data, twins);
    }

    public TestEvent saying(Map<String, Object> newData) {
        return new TestEvent(source, id, sequence, at, recordedAt, type, subject, actor, actorType, newData, twins);
    }

    public TestEvent named(String newId) {
        return new TestEvent(source, newId, sequence, at, recordedAt, type, subject, actor, actorType, data, twins);
    }

    public TestEvent from(String newSource) {
        return new TestEvent(newSource, id, sequence, at, recordedAt, type, subject, actor, actorType, data, twins);
    }

    public TestEvent at(Instant newTime) {
        return new TestEvent(source, id, sequence, newTime, recordedAt, type, subject, actor, actorType, data, twins);
    }

    public TestEvent recorded(Instant newRecordedAt) {
        return new TestEvent(source, id, sequence, at, newRecordedAt, type, subject, actor, actorType, data, twins);
    }

    public TestEvent numbered(long newSequence) {
        return new TestEvent(source, id, newSequence, at, recordedAt, type, subject, actor, actorType, data, twins);
    }

    /** The same event from a sender that may give it several ids. */
    public TestEvent withTwins() {
        return new TestEvent(
                source, id, sequence, at, recordedAt, type, subject, actor, actorType, data, Twins.BY_CONTENT);
    }

    /** What the history it belongs to is called. */
    public EntityKey key() {
        return EntityKey.home(
                TENANT,
                eventType(),
                subject,
                new EventIds(
                        text(DataMember.LEAD_ID), dealId(), eventType().family().keyId(new MapData(data))));
    }

    /** What it is about itself. */
    public EntityKey subjectKey() {
        return EntityKey.of(TENANT, subject);
    }

    /** The slim event of it. */
    public CrmEvent event() {
        String leadId = text(DataMember.LEAD_ID);
        return new CrmEvent(
                source,
                id,
                sequence,
                at.toEpochMilli(),
                recordedAt == null ? CrmEvent.NOT_RECORDED : recordedAt.toEpochMilli(),
                twins == Twins.BY_CONTENT ? contentHash() : CrmEvent.NO_TWINS,
                bytesHash(),
                eventType(),
                actor,
                ActorType.of(actorType),
                leadId.isEmpty() ? key().leadId() : leadId,
                dealId(),
                text(DataMember.CUSTOMER_ID),
                text(DataMember.OWNER),
                ClearedMembers.of(new MapData(data)),
                eventType().named(DataMember.DUE, new MapData(data)),
                eventType().named(DataMember.DIMENSIONS, new MapData(data)),
                eventType().payload(new MapData(data)));
    }

    public EventType eventType() {
        return EventType.of(EventType.PREFIX + type, new MapData(data));
    }

    private String dealId() {
        String named = text(DataMember.DEAL_ID);
        return named.isEmpty() ? subjectKey().dealId() : named;
    }

    private String text(DataMember member) {
        return new MapData(data).text(member);
    }

    /** Of type, subject, time, sequence, actor and the members in order of name, without those of the origin. */
    private long contentHash() {
        TreeMap<String, Object> canonical = new TreeMap<>(data);
        canonical.keySet().removeIf(name -> name.startsWith("origin_"));
        return fnv(type + '|' + subject + '|' + at + '|' + sequence + '|' + actor + '|' + canonical);
    }

    /** Of all it would be written with, the members in order of name. */
    private long bytesHash() {
        return fnv(saying(new TreeMap<>(data)).toString());
    }

    /** FNV-1a over the characters. */
    private static long fnv(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
