package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What a window is about.
 *
 * @param family fact whose rows it sums, such as {@code stage_visit}
 * @param startMillis its begin, milliseconds since 1970 UTC
 * @param owner whose facts, empty where nobody owns them or the grain is of all owners
 * @param label what of these facts, such as a stage; empty where the family has no labels
 */
public record WindowKey(
        String tenant,
        String family,
        Grain grain,
        ZoneId zone,
        long startMillis,
        DatedBy datedBy,
        String owner,
        String label)
        implements BinaryValue<WindowKey> {
    /** A key to read another one by. */
    static final WindowKey BLANK = new WindowKey("", "", Grain.HOUR, ZoneOffset.UTC, 0, DatedBy.STARTED_AT, "", "");

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
                + escapedOwner()
                + '/'
                + label;
    }

    /** What its state is kept by: as distinct as tenant and id, and cheaper to make. */
    public String stateKey() {
        return tenant
                + '/'
                + family
                + '/'
                + grain.label()
                + datedBy.label()
                + Long.toString(startMillis, Character.MAX_RADIX)
                + '/'
                + escapedOwner()
                + '/'
                + label;
    }

    /** Without a slash: an owner and a label that hold one must not look like another owner and label. */
    private String escapedOwner() {
        return owner.indexOf('/') < 0 && owner.indexOf('%') < 0
                ? owner
                : owner.replace("%", "%25").replace("/", "%2F");
    }

    /** End of the window, not part of it. */
    public long endMillis() {
        return grain.endOf(startMillis, zone);
    }

    @Override
    public WindowKey fields(BinaryFields f) throws IOException {
        return new WindowKey(
                f.text(tenant),
                f.text(family),
                f.code(grain, Grain.CODES),
                zone(f),
                f.fixedLong(startMillis),
                f.code(datedBy, DatedBy.CODES),
                f.text(owner),
                f.text(label));
    }

    private ZoneId zone(BinaryFields f) throws IOException {
        String known = zone.getId();
        String id = f.text(known);
        return id.equals(known) ? zone : ZoneId.of(id);
    }
}
