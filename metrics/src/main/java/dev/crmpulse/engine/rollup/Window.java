package dev.crmpulse.engine.rollup;

import static dev.crmpulse.engine.fact.ColumnType.COUNTS;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_SECONDS;
import static dev.crmpulse.engine.fact.ColumnType.NUMBER;
import static dev.crmpulse.engine.fact.ColumnType.SKETCH;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums of the facts of one window. It holds nothing but what can be added and taken away again. */
public final class Window implements Fact {
    /** Raised with every change of what is written; older numbers stay readable. */
    public static final int SCHEMA = 1;

    public static final FactType<Window> TYPE = FactType.<Window>named(
                    "fact_window", 1, "Sums of one owner's facts of one kind in an hour or a tenant-local day")
            .column("family", LABEL, "The fact whose rows are summed", w -> w.key.family())
            .column("grain", LABEL, "hour (of UTC) or day (where the tenant is)", w -> w.key.grain()
                    .label())
            .column("ended_at", TIME, "End of the window, not part of it (UTC)", w -> w.key.endMillis())
            .column("zone", LABEL, "Zone of the tenant's days", w -> w.key.zone()
                    .getId())
            .column("dated_by", LABEL, "started_at or ended_at: what puts a fact into it", w -> w.key.datedBy()
                    .label())
            .column("owner", TEXT, "Whose facts, empty where nobody owns them", w -> w.key.owner())
            .column("label", LABEL, "What of the owner's facts, such as a stage", w -> w.key.label())
            .column("n", NUMBER, "Facts", w -> w.facts)
            .column("ended_n", NUMBER, "Facts that ended; the sums are over these", w -> w.ended)
            .column("sum_seconds", NULLABLE_SECONDS, "Sum of their calendar time", w -> w.sumMillis)
            .column("business_n", NUMBER, "Facts that ended and have a business time", w -> w.businessEnded)
            .column("business_sum_seconds", NULLABLE_SECONDS, "Sum of their business time", w -> w.businessSumMillis)
            .column("zero_n", NUMBER, "Facts of no calendar time, not in the sketch", w -> w.calendar.zeros())
            .column("sketch", SKETCH, "Facts by bin of calendar time, see sketch_seconds", w -> w.calendar.bins())
            .column("business_zero_n", NUMBER, "Facts of no business time", w -> w.business.zeros())
            .column("business_sketch", SKETCH, "Facts by bin of business time", w -> w.business.bins())
            .column("counts", COUNTS, "Facts by what the family counts, such as a bucket", Window::counts)
            .build();

    private final WindowKey key;
    private long facts;
    private long ended;
    private long sumMillis;
    private long businessEnded;
    private long businessSumMillis;
    private Sketch calendar = new Sketch();
    private Sketch business = new Sketch();
    private final SortedMap<String, Long> counts = new TreeMap<>();

    public Window(WindowKey key) {
        this.key = key;
    }

    /** Takes a contribution in; taken away again it leaves no trace. */
    void add(Contribution contribution) {
        int times = contribution.times();
        facts += times;
        if (contribution.millis() != null) {
            ended += times;
            sumMillis += times * contribution.millis();
            calendar.add(contribution.millis(), times);
        }
        if (contribution.businessMillis() != null) {
            businessEnded += times;
            businessSumMillis += times * contribution.businessMillis();
            business.add(contribution.businessMillis(), times);
        }
        if (!contribution.counted().isEmpty()) {
            counts.merge(contribution.counted(), (long) times, Window::sumOrNothing);
        }
    }

    /** Adds the sums of another window of the same key. */
    public void add(Window other) {
        facts += other.facts;
        ended += other.ended;
        sumMillis += other.sumMillis;
        businessEnded += other.businessEnded;
        businessSumMillis += other.businessSumMillis;
        calendar.add(other.calendar);
        business.add(other.business);
        other.counts.forEach((counted, times) -> counts.merge(counted, times, Window::sumOrNothing));
    }

    /** Whether no fact is in it. */
    public boolean isEmpty() {
        return facts == 0;
    }

    /** Whether it changes nothing where it is added. */
    boolean isZero() {
        return facts == 0
                && ended == 0
                && sumMillis == 0
                && businessEnded == 0
                && businessSumMillis == 0
                && calendar.isZero()
                && business.isZero()
                && counts.isEmpty();
    }

    /** Number of facts in it. */
    public long size() {
        return facts;
    }

    public long sumMillis() {
        return sumMillis;
    }

    /** Sum of their business time in milliseconds. */
    public long businessSumMillis() {
        return businessSumMillis;
    }

    public WindowKey key() {
        return key;
    }

    @Override
    public String tenant() {
        return key.tenant();
    }

    @Override
    public String id() {
        return key.id();
    }

    @Override
    public long startedAt() {
        return key.startMillis();
    }

    private SortedMap<String, Long> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte(SCHEMA);
        key.write(out);
        BinaryCodec.writeVarLong(out, facts);
        BinaryCodec.writeVarLong(out, ended);
        out.writeLong(sumMillis);
        BinaryCodec.writeVarLong(out, businessEnded);
        out.writeLong(businessSumMillis);
        calendar.write(out);
        business.write(out);
        BinaryCodec.writeVarLong(out, counts.size());
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            BinaryCodec.writeText(out, count.getKey());
            BinaryCodec.writeVarLong(out, count.getValue());
        }
    }

    public static Window read(DataInput in) throws IOException {
        int schema = in.readUnsignedByte();
        if (schema != SCHEMA) {
            throw new IOException("window schema " + schema + " is unknown here, this release reads up to " + SCHEMA);
        }
        Window window = new Window(WindowKey.read(in));
        window.facts = BinaryCodec.readVarLong(in);
        window.ended = BinaryCodec.readVarLong(in);
        window.sumMillis = in.readLong();
        window.businessEnded = BinaryCodec.readVarLong(in);
        window.businessSumMillis = in.readLong();
        window.calendar = Sketch.read(in);
        window.business = Sketch.read(in);
        for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
            window.counts.put(BinaryCodec.readText(in), BinaryCodec.readVarLong(in));
        }
        return window;
    }

    private static Long sumOrNothing(Long known, Long more) {
        long sum = known + more;
        return sum == 0 ? null : (Long) sum;
    }
}
