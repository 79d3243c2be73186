package dev.crmpulse.connectors.cloudevents;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.Twins;

/**
 * An event as it was delivered.
 *
 * @param key of the history in which it is counted
 * @param typeName its type as sent, with prefix, also where no metric reads it
 * @param originalTimeMillis its time before the sender's clock was corrected
 * @param originFile file it was read from, empty if none
 * @param originRow record of that file, counted from 1
 * @param twins whether its sender says that equal contents under another id are the same event
 * @param json the CloudEvent on one line, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // events travel, they are never compared
public record ParsedEvent(
        EntityKey key,
        CrmEvent event,
        String typeName,
        String subject,
        long originalTimeMillis,
        String originFile,
        long originRow,
        Twins twins,
        byte[] json)
        implements ParsedRecord {

    public String tenant() {
        return key.tenant();
    }

    /** What the event itself is about; other timelines may know it under this key. */
    public EntityKey subjectKey() {
        return EntityKey.of(key.tenant(), subject);
    }

    /** The same, counted as a duplicate of one with equal contents. */
    public ParsedEvent withContentHash(long hash) {
        return new ParsedEvent(
                key,
                event.withContentHash(hash),
                typeName,
                subject,
                originalTimeMillis,
                originFile,
                originRow,
                twins,
                json);
    }
}
