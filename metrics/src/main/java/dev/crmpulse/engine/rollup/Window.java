package dev.crmpulse.engine.rollup;

import static dev.crmpulse.engine.fact.ColumnType.COUNTS;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_SECONDS;
import static dev.crmpulse.engine.fact.ColumnType.NUMBER;
import static dev.crmpulse.engine.fact.ColumnType.SKETCH;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;
import static dev.crmpulse.engine.fact.ColumnType.TIME;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;
import java.io.IOException;
import java.util.Map;

/** Sums of the facts of one window. It holds nothing but what can be added and taken away again. */
public final class Window implements Fact, BinaryState {
    /** Raised with every change of what is written; older numbers stay readable. */
    public static final int SCHEMA = 1;

    public static final FactType<Window> TYPE = FactType.<Window>named(
                    "fact_window",
                    1,
                    "Sums of facts of one kind: one owner's of a day, everyone's of an hour, both where the tenant is")
            .column("family", LABEL, "The fact whose rows are summed", w -> w.key.family())
            .column("grain", LABEL, "hour or day, both on the clocks of the tenant", w -> w.key.grain()
                    .label())
            .column("ended_at", TIME, "End of the window, not part of it (UTC)", w -> w.key.endMillis())
            .column("zone", LABEL, "Zone of the tenant", w -> w.key.zone().getId())
            .column("dated_by", LABEL, "started_at or ended_at: what puts a fact into it", w -> w.key.datedBy()
                    .label())
            .column(
                    "owner",
                    TEXT,
                    "Whose facts of the day, empty where nobody owns them; always empty for an hour",
                    w -> w.key.owner())
            .column("label", LABEL, "What of these facts, such as a stage", w -> w.key.label())
            .column(
                    "dimension",
                    LABEL,
                    "Dimension that the tenant's profile has summed; empty for all facts: a sum over windows is of those",
                    w -> w.key.slice().dimension())
            .column("value", TEXT, "Text of the dimension, empty where it is unknown", w -> w.key.slice()
                    .value())
            .column("n", NUMBER, "Facts", w -> w.facts)
            .column("ended_n", NUMBER, "Facts that ended; the sums are over these", w -> w.ended)
            .column("sum_seconds", NULLABLE_SECONDS, "Sum of their calendar time", w -> w.sumMillis)
            .column("business_n", NUMBER, "Facts that ended and have a business time", w -> w.businessEnded)
            .column("business_sum_seconds", NULLABLE_SECONDS, "Sum of their business time", w -> w.businessSumMillis)
            .column("zero_n", NUMBER, "Facts of no calendar time, not in the sketch", w -> w.calendar.zeros())
            .column("sketch", SKETCH, "Facts by bin of calendar time, see sketch_seconds", w -> w.calendar.bins())
            .column("business_zero_n", NUMBER, "Facts of no business time", w -> w.business.zeros())
            .column("business_sketch", SKETCH, "Facts by bin of business time", w -> w.business.bins())
            .column("counts", COUNTS, "Facts by what the family counts, such as a bucket", w -> w.counts.byName())
            .withoutDimensions()
            .groupedBy("family", "grain", "dated_by", "dimension")
            .build();

    private WindowKey key;
    private long facts;
    private long ended;
    private long sumMillis;
    private long businessEnded;
    private long businessSumMillis;
    private final Sketch calendar = new Sketch();
    private final Sketch business = new Sketch();
    private final NamedCounts counts = new NamedCounts();

    public Window(WindowKey key) {
        this.key = key;
    }

    /** Takes a contribution in; taken away again it leaves no trace. */
    void add(Contribution contribution) {
        int times = contribution.times();
        facts += times;
        if (contribution.calendar() != null) {
            ended += times;
            sumMillis += times * contribution.calendar().millis();
            contribution.calendar().addTo(calendar, times);
        }
        if (contribution.business() != null) {
            businessEnded += times;
            businessSumMillis += times * contribution.business().millis();
            contribution.business().addTo(business, times);
        }
        if (!contribution.counted().isEmpty()) {
            counts.add(contribution.counted(), times);
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
        counts.add(other.counts);
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
                && counts.isZero();
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

    /** Facts by what the family counts. */
    public Map<String, Long> counts() {
        return counts.byName();
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

    @Override
    public void fields(BinaryFields f) throws IOException {
        f.schema(SCHEMA, "window");
        key = key.fields(f);
        facts = f.varLong(facts);
        ended = f.varLong(ended);
        sumMillis = f.fixedLong(sumMillis);
        businessEnded = f.varLong(businessEnded);
        businessSumMillis = f.fixedLong(businessSumMillis);
        calendar.fields(f);
        business.fields(f);
        counts.fields(f);
    }
}
