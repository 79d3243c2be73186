package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.event.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What a window is about.
 *
 * @param family fact whose rows it sums, such as {@code stage_visit}
 * @param startMillis its begin, milliseconds since 1970 UTC
 * @param owner whose facts, empty where nobody owns them
 * @param label what of the owner's facts, such as a stage; empty where the family has no labels
 */
public record WindowKey(
        String tenant,
        String family,
        Grain grain,
        ZoneId zone,
        long startMillis,
        DatedBy datedBy,
        String owner,
        String label) {

    /** Stable name of the window within its tenant. */
    public String id() {
        return family
                + '/'
                + grain.label()
                + '/'
                + datedBy.label()
                + '/'
                + Instant.ofEpochMilli(startMillis)
                + '/'
                + owner
                + '/'
                + label;
    }

    /** End of the window, not part of it. */
    public long endMillis() {
        return grain.endOf(startMillis, zone);
    }

    public void write(DataOutput out) throws IOException {
        BinaryCodec.writeText(out, tenant);
        BinaryCodec.writeText(out, family);
        out.writeByte(grain.code());
        BinaryCodec.writeText(out, zone.getId());
        out.writeLong(startMillis);
        out.writeByte(datedBy.code());
        BinaryCodec.writeText(out, owner);
        BinaryCodec.writeText(out, label);
    }

    public static WindowKey read(DataInput in) throws IOException {
        return new WindowKey(
                BinaryCodec.readText(in),
                BinaryCodec.readText(in),
                Grain.ofCode(in.readByte()),
                ZoneId.of(BinaryCodec.readText(in)),
                in.readLong(),
                DatedBy.ofCode(in.readByte()),
                BinaryCodec.readText(in),
                BinaryCodec.readText(in));
    }
}
