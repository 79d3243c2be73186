package dev.crmpulse.metrics.event;

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
        Wire.writeVarLong(out, event.sequence());
        Wire.writeText(out, event.source());
        Wire.writeText(out, event.id());
        out.writeByte(event.actorType().code());
        Wire.writeText(out, event.actor());
        Wire.writeText(out, event.leadId());
        Wire.writeText(out, event.dealId());
        Wire.writeText(out, event.customerId());
        Wire.writeText(out, event.owner());
        Wire.writeVarLong(out, event.cleared().bits());
        event.payload().write(out);
    }

    /**
     * The bytes of an event.
     *
     * @param scratch is overwritten
     */
    public static byte[] toBytes(CrmEvent event, WireBuffer scratch) {
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
        long sequence = Wire.readVarLong(in);
        String source = Wire.readText(in);
        String id = Wire.readText(in);
        ActorType actorType = ActorType.ofCode(in.readUnsignedByte());
        String actor = Wire.readText(in);
        String leadId = Wire.readText(in);
        String dealId = Wire.readText(in);
        String customerId = Wire.readText(in);
        String owner = Wire.readText(in);
        int cleared = (int) Wire.readVarLong(in);
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
