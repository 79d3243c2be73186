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
 * @param slice all of these facts, or those with one text of a dimension
 */
public record WindowKey(
        String tenant,
        String family,
        Grain grain,
        ZoneId zone,
        long startMillis,
        DatedBy datedBy,
        String owner,
        String label,
        WindowSlice slice)
        implements BinaryValue<WindowKey> {
    /** A key to read another one by. */
    static final WindowKey BLANK =
            new WindowKey("", "", Grain.HOUR, ZoneOffset.UTC, 0, DatedBy.STARTED_AT, "", "", WindowSlice.ALL);

    /** Stands beside what dates the window, so that a window of all facts takes no byte more. */
    private static final int OF_A_DIMENSION = 0x80;

    /** Stable name of the window within its tenant. */
    public String id() {
        return slicedFamily()
                + '/'
                + grain.label()
                + '/'
                + datedBy.label()
                + '/'
                + Instant.ofEpochMilli(startMillis)
                + '/'
                + escaped(owner)
                + '/'
                + label;
    }

    /** What its state is kept by: as distinct as tenant and id, and cheaper to make. */
    public String stateKey() {
        return tenant
                + '/'
                + slicedFamily()
                + '/'
                + grain.label()
                + datedBy.label()
                + Long.toString(startMillis, Character.MAX_RADIX)
                + '/'
                + escaped(owner)
                + '/'
                + label;
    }

    /** The family, with the dimension and its text where the window is of one: {@code deal;country=FR}. */
    private String slicedFamily() {
        return slice.isAll()
                ? family
                : family + ';' + escaped(slice.dimension()).replace("=", "%3D") + '=' + escaped(slice.value());
    }

    /** Without a slash: an owner and a label that hold one must not look like another owner and label. */
    private static String escaped(String part) {
        return part.indexOf('/') < 0 && part.indexOf('%') < 0
                ? part
                : part.replace("%", "%25").replace("/", "%2F");
    }

    /** End of the window, not part of it. */
    public long endMillis() {
        return grain.endOf(startMillis, zone);
    }

    @Override
    public WindowKey fields(BinaryFields f) throws IOException {
        String ofTenant = f.text(tenant);
        String ofFamily = f.text(family);
        Grain ofGrain = f.code(grain, Grain.CODES);
        ZoneId inZone = zone(f);
        long start = f.fixedLong(startMillis);
        int dated = f.octet(DatedBy.CODES.codeOf(datedBy) | (slice.isAll() ? 0 : OF_A_DIMENSION));
        String ofOwner = f.text(owner);
        String ofLabel = f.text(label);
        WindowSlice of = (dated & OF_A_DIMENSION) == 0
                ? WindowSlice.ALL
                : new WindowSlice(f.text(slice.dimension()), f.text(slice.value()));
        return new WindowKey(
                ofTenant,
                ofFamily,
                ofGrain,
                inZone,
                start,
                DatedBy.CODES.of(dated & ~OF_A_DIMENSION),
                ofOwner,
                ofLabel,
                of);
    }

    private ZoneId zone(BinaryFields f) throws IOException {
        String known = zone.getId();
        String id = f.text(known);
        return id.equals(known) ? zone : ZoneId.of(id);
    }
}
