package dev.crmpulse.engine.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes events to state and wire. Every record begins with its schema number, so that later schemas read it. */
public final class CrmEventCodec {
    /** Raised with every change of what is written; older numbers stay readable. */
    public static final int SCHEMA = 1;

    private CrmEventCodec() {}

    public static void write(CrmEvent event, DataOutput out) throws IOException {
        out.writeByte(SCHEMA);
        out.writeByte(event.type().code());
        out.writeLong(event.timeMillis());
        out.writeLong(event.recordedAtMillis());
        out.writeLong(event.contentHash());
        out.writeLong(event.bytesHash());
        BinaryCodec.writeVarLong(out, event.sequence());
        BinaryCodec.writeText(out, event.source());
        BinaryCodec.writeText(out, event.id());
        out.writeByte(event.actorType().code());
        BinaryCodec.writeText(out, event.actor());
        BinaryCodec.writeText(out, event.leadId());
        BinaryCodec.writeText(out, event.dealId());
        BinaryCodec.writeText(out, event.customerId());
        BinaryCodec.writeText(out, event.owner());
        BinaryCodec.writeVarLong(out, event.cleared().bits());
        event.payload().write(out);
    }

    /**
     * The bytes of an event.
     *
     * @param scratch is overwritten
     */
    public static byte[] toBytes(CrmEvent event, BinaryBuffer scratch) {
        try {
            scratch.clear();
            write(event, scratch);
            return scratch.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a buffer refused bytes", impossible);
        }
    }

    public static CrmEvent read(DataInput in) throws IOException {
        int schema = in.readUnsignedByte();
        if (schema != SCHEMA) {
            throw new IOException("event schema " + schema + " is unknown here, this release reads up to " + SCHEMA);
        }
        EventType type = EventType.ofCode(in.readUnsignedByte());
        long time = in.readLong();
        long recordedAt = in.readLong();
        long contentHash = in.readLong();
        long bytesHash = in.readLong();
        long sequence = BinaryCodec.readVarLong(in);
        String source = BinaryCodec.readText(in);
        String id = BinaryCodec.readText(in);
        ActorType actorType = ActorType.ofCode(in.readUnsignedByte());
        String actor = BinaryCodec.readText(in);
        String leadId = BinaryCodec.readText(in);
        String dealId = BinaryCodec.readText(in);
        String customerId = BinaryCodec.readText(in);
        String owner = BinaryCodec.readText(in);
        int cleared = (int) BinaryCodec.readVarLong(in);
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
                cleared == 0 ? ClearedMembers.NONE : new ClearedMembers(cleared),
                type.read(in));
    }
}
