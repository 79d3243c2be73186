package dev.crmpulse.engine.event;

import java.util.Comparator;

/**
 * One thing that happened, slim: what metrics read of a CloudEvent, and what identifies duplicates. Absent texts are empty.
 *
 * @param source who sent it (CloudEvents {@code source})
 * @param id unique within its source
 * @param sequence order among events of the same millisecond; 0 where the source gives none
 * @param timeMillis when it happened, corrected for the sender's clock, in milliseconds since 1970 UTC
 * @param recordedAtMillis when the CRM stored it; {@link #NOT_RECORDED} where it does not say
 * @param contentHash hash of type, subject, original time, sequence, actor and canonical data without {@code origin_*};
 *     {@link #NO_TWINS} where equal contents under another id are another event
 * @param bytesHash hash of the bytes in which it was delivered
 * @param due planned dates by their names
 * @param dimensions what it says of its tenant's own dimensions
 */
public record CrmEvent(
        String source,
        String id,
        long sequence,
        long timeMillis,
        long recordedAtMillis,
        long contentHash,
        long bytesHash,
        EventType type,
        String actor,
        ActorType actorType,
        String leadId,
        String dealId,
        String customerId,
        String owner,
        ClearedMembers cleared,
        NamedTexts due,
        NamedTexts dimensions,
        Payload payload) {

    /** Stands for an absent {@code recordedat}: earlier than any. */
    public static final long NOT_RECORDED = Long.MIN_VALUE;

    /** Stands for the content hash of an event that can be no twin of another one. */
    public static final long NO_TWINS = 0;

    /** The total order of a history. */
    public static final Comparator<CrmEvent> TOTAL_ORDER = (a, b) -> OrderKey.compare(
            a.timeMillis, a.sequence, a.rank(), a.source, a.id, b.timeMillis, b.sequence, b.rank(), b.source, b.id);

    public OrderKey orderKey() {
        return new OrderKey(timeMillis, sequence, rank(), source, id);
    }

    /** What comes first in one instant and sequence, see {@link LifeCyclePhase}. */
    public int rank() {
        return type.phase().rank();
    }

    /** The same event, which counts as a duplicate of one with equal contents. */
    public CrmEvent withContentHash(long hash) {
        return new CrmEvent(
                source,
                id,
                sequence,
                timeMillis,
                recordedAtMillis,
                hash,
                bytesHash,
                type,
                actor,
                actorType,
                leadId,
                dealId,
                customerId,
                owner,
                cleared,
                due,
                dimensions,
                payload);
    }

    /** The same event as one that names this lead. */
    public CrmEvent withLead(String lead) {
        return new CrmEvent(
                source,
                id,
                sequence,
                timeMillis,
                recordedAtMillis,
                contentHash,
                bytesHash,
                type,
                actor,
                actorType,
                lead,
                dealId,
                customerId,
                owner,
                cleared,
                due,
                dimensions,
                payload);
    }

    /** Whether it clears a member. */
    public boolean clears(DataMember member) {
        return cleared.has(member);
    }

    /** Whether it says anything of dimensions, be it that there are none. */
    public boolean saysDimensions() {
        return !dimensions.isEmpty() || clears(DataMember.DIMENSIONS);
    }

    public boolean byHuman() {
        return actorType == ActorType.HUMAN;
    }

    /** Whether the other one is the same delivery repeated: nothing that could decide anything differs. */
    public boolean sameDelivery(CrmEvent other) {
        return id.equals(other.id)
                && source.equals(other.source)
                && contentHash == other.contentHash
                && bytesHash == other.bytesHash
                && recordedAtMillis == other.recordedAtMillis
                && timeMillis == other.timeMillis
                && sequence == other.sequence
                && actorType == other.actorType;
    }
}
