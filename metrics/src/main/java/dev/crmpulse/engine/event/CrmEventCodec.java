package dev.crmpulse.engine.event;

import java.io.DataInput;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes events to state and wire. Every record begins with its schema number, so that later schemas read it. */
public final class CrmEventCodec {
    /** Raised with every change of what is written; older numbers stay readable. */
    public static final int SCHEMA = 2;

    /** From this schema on a change of a score says of which scorecard. */
    static final int SCORECARD_OF_ADJUSTMENT = 2;

    private static final int HAS_DUE = 1;
    private static final int HAS_DIMENSIONS = 2;

    private static final CrmEvent BLANK = new CrmEvent(
            "",
            "",
            0,
            0,
            0,
            0,
            0,
            EventType.OTHER,
            "",
            ActorType.UNKNOWN,
            "",
            "",
            "",
            "",
            ClearedMembers.NONE,
            NamedTexts.NONE,
            NamedTexts.NONE,
            NoPayload.INSTANCE);

    private CrmEventCodec() {}

    public static void write(CrmEvent event, BinaryWriter out) throws IOException {
        fields(event, out);
    }

    public static CrmEvent read(DataInput in) throws IOException {
        return read(new BinaryReader(in));
    }

    public static CrmEvent read(BinaryReader in) throws IOException {
        return fields(BLANK, in);
    }

    /**
     * The bytes of an event.
     *
     * @param scratch is overwritten
     */
    public static byte[] toBytes(CrmEvent event, BinaryWriter scratch) {
        try {
            scratch.clear();
            write(event, scratch);
            return scratch.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a buffer refused bytes", impossible);
        }
    }

    private static CrmEvent fields(CrmEvent event, BinaryFields f) throws IOException {
        f.schema(SCHEMA, "event");
        EventType type = EventType.ofCode(f.octet(event.type().code()));
        long time = f.fixedLong(event.timeMillis());
        long recordedAt = f.fixedLong(event.recordedAtMillis());
        long contentHash = f.fixedLong(event.contentHash());
        long bytesHash = f.fixedLong(event.bytesHash());
        long sequence = f.varLong(event.sequence());
        String source = f.text(event.source());
        String id = f.text(event.id());
        ActorType actorType = f.code(event.actorType(), ActorType.CODES);
        String actor = f.text(event.actor());
        String leadId = f.text(event.leadId());
        String dealId = f.text(event.dealId());
        String customerId = f.text(event.customerId());
        String owner = f.text(event.owner());
        // together, so that what hardly any event has takes no byte of it
        int bits = f.varInt(event.cleared().bits() << 2
                | (event.due().isEmpty() ? 0 : HAS_DUE)
                | (event.dimensions().isEmpty() ? 0 : HAS_DIMENSIONS));
        ClearedMembers cleared = ClearedMembers.ofBits(bits >>> 2);
        NamedTexts due = (bits & HAS_DUE) == 0 ? NamedTexts.NONE : event.due().fields(f);
        NamedTexts dimensions = (bits & HAS_DIMENSIONS) == 0
                ? NamedTexts.NONE
                : event.dimensions().fields(f);
        Payload payload = (f.isReading() ? type.blank() : event.payload()).fields(f);
        return new CrmEvent(
                source,
                id,
                sequence,
                time,
                recordedAt,
                contentHash,
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
}
