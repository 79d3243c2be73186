package dev.crmpulse.engine.move;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.LeadPayload;
import dev.crmpulse.engine.event.OrderKey;
import java.io.IOException;
import java.util.Comparator;

/**
 * What one delivery says of where a history moves: that a lead was merged into another one, or which lead a deal came from.
 * It counts whatever becomes of its event: a repeat says the same once more.
 *
 * @param subject of the history that moves, such as {@code lead/L-1} or {@code deal/D-4}
 * @param into subject of the lead that it moves to; empty where it moves nowhere
 * @param order of the event in time
 */
public record MoveStatement(
        String tenant, String subject, String into, OrderKey order, long recordedAtMillis, long bytesHash)
        implements BinaryValue<MoveStatement> {
    /** Of no event. */
    public static final MoveStatement BLANK = new MoveStatement("", "", "", OrderKey.FIRST, 0, 0);

    private static final Comparator<MoveStatement> BY_TIME = Comparator.comparing(MoveStatement::order)
            .thenComparingLong(MoveStatement::recordedAtMillis)
            .thenComparing(MoveStatement::bytesHash, Long::compareUnsigned)
            .thenComparing(MoveStatement::into, OrderKey::compareCodePoints);

    private static final String OF_DEAL = EntityKey.DEAL + '/';

    /**
     * Into what a lead was merged; nowhere where that is itself or no lead is named.
     *
     * @param key under which the event is counted
     * @return null where the event is no merge of a lead
     */
    public static MoveStatement ofMerge(EntityKey key, CrmEvent event) {
        if (event.type() != EventType.LEAD_MERGED || key.leadId().isEmpty()) {
            return null;
        }
        String into = event.payload() instanceof LeadPayload.Merged merged ? merged.into() : "";
        return of(key, into.equals(key.id()) ? "" : into, event);
    }

    /**
     * From which lead a deal came, of an event that names both; nowhere of one that is counted under the deal itself.
     *
     * @param key under which the event is counted
     * @return null where the event names no deal, or is none of a lead, a contact or a deal
     */
    public static MoveStatement ofDeal(EntityKey key, CrmEvent event) {
        if (!event.type().family().isOfEngagement()) {
            return null;
        }
        if (!key.dealId().isEmpty()) {
            return of(key, "", event);
        }
        return key.leadId().isEmpty() || event.dealId().isEmpty()
                ? null
                : of(new EntityKey(key.tenant(), EntityKey.DEAL, event.dealId()), key.leadId(), event);
    }

    private static MoveStatement of(EntityKey of, String leadId, CrmEvent event) {
        return new MoveStatement(
                of.tenant(),
                of.subject(),
                leadId.isEmpty() ? "" : EntityKey.LEAD + '/' + leadId,
                event.orderKey(),
                event.recordedAtMillis(),
                event.bytesHash());
    }

    /** Tenant and subject in one text, see {@link EntityKey#text}. */
    public String key() {
        return tenant + '/' + subject;
    }

    /**
     * Whether it counts, and not another one of the same subject: of a lead the latest, for a merge may be set right; of a deal
     * the first, for that names the lead it came from.
     */
    public boolean overrules(MoveStatement other) {
        return subject.startsWith(OF_DEAL) ? BY_TIME.compare(this, other) < 0 : isLaterThan(other);
    }

    /** Whether it was stated later, also of another subject. */
    boolean isLaterThan(MoveStatement other) {
        return BY_TIME.thenComparing(MoveStatement::subject, OrderKey::compareCodePoints)
                        .compare(this, other)
                > 0;
    }

    @Override
    public MoveStatement fields(BinaryFields f) throws IOException {
        return new MoveStatement(
                f.text(tenant),
                f.text(subject),
                f.text(into),
                order.fields(f),
                f.fixedLong(recordedAtMillis),
                f.fixedLong(bytesHash));
    }
}
