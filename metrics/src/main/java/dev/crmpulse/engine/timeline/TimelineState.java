package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryReader;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.BinaryWriter;
import dev.crmpulse.engine.event.OrderKey;
import dev.crmpulse.engine.fact.DimensionHistory;
import java.io.DataInput;
import java.io.IOException;

/**
 * What is read and written for every batch of a key: the states of its folds and what shows whether the history has to
 * be read.
 */
public final class TimelineState {
    /** Raised with every change of what is written; older numbers stay readable. */
    public static final int SCHEMA = 1;

    /** Stands among the ids of metrics for the dimensions, and only where there are any. */
    private static final String DIMENSIONS = "dimensions";

    private static final int DIMENSIONS_VERSION = 1;

    /** No timer is registered for the key. */
    public static final long NO_TIMER = Long.MAX_VALUE;

    /** One state per fold of the timeline, in its order; null where the fold has not seen this key's history yet. */
    final BinaryState[] states;

    /** What the key's events said of dimensions. */
    DimensionHistory dimensions = DimensionHistory.NONE;

    final Fingerprints fingerprints;
    OrderKey last;
    long accepted;

    /** Events of an id of their own that count as duplicates for their contents. */
    long twins;

    long revision;
    long timerAtMillis = NO_TIMER;

    /** The latest deadline that passed; an event not later than it belongs before it. */
    long lastFiredDeadlineMillis = Long.MIN_VALUE;

    /** The earliest deadline that an event was folded past before the horizon reached it. */
    long earliestSkippedDeadlineMillis = Fold.NEVER;

    TimelineState(int folds) {
        this(folds, new Fingerprints());
    }

    private TimelineState(int folds, Fingerprints fingerprints) {
        this.states = new BinaryState[folds];
        this.fingerprints = fingerprints;
    }

    /** Event time of the one timer the key has, {@link #NO_TIMER} if none. */
    public long timerAtMillis() {
        return timerAtMillis;
    }

    /** Notes which timer is registered now. */
    public void timerSet(long atMillis) {
        timerAtMillis = atMillis;
    }

    /** Time of the last accepted event, milliseconds since 1970 UTC; {@link Long#MIN_VALUE} while none is. */
    public long lastMillis() {
        return last == null ? Long.MIN_VALUE : last.timeMillis();
    }

    /** The same deliveries, counted by a timeline without folds. */
    public TimelineState counted() {
        TimelineState counted = new TimelineState(0, fingerprints);
        counted.last = last;
        counted.accepted = accepted;
        counted.twins = twins;
        counted.revision = revision;
        return counted;
    }

    /** What stays of {@link #counted} when the history is let go: an event that comes later is the first of another one. */
    public TimelineState letGo() {
        TimelineState known = new TimelineState(0);
        known.last = last;
        known.revision = revision;
        known.timerAtMillis = timerAtMillis;
        return known;
    }

    /**
     * Goes on with what was published of the key elsewhere.
     *
     * @param published revision of the last publication
     */
    public TimelineState resumed(long published) {
        accepted = 0;
        twins = 0;
        revision = published;
        timerAtMillis = NO_TIMER;
        return this;
    }

    /** Counts the publications of the key. */
    public long revision() {
        return revision;
    }

    /** What stays of the key when its history is let go. */
    public RetiredKey retired() {
        return new RetiredKey(lastMillis(), accepted, revision);
    }

    private void fields(BinaryFields f) throws IOException {
        f.schema(SCHEMA, "state");
        last = f.optional(last, OrderKey.FIRST);
        accepted = f.varLong(accepted);
        twins = f.varLong(twins);
        revision = f.varLong(revision);
        timerAtMillis = f.fixedLong(timerAtMillis);
        lastFiredDeadlineMillis = f.time(lastFiredDeadlineMillis);
        long skipped = f.time(
                earliestSkippedDeadlineMillis == Fold.NEVER ? BinaryCodec.NO_TIME : earliestSkippedDeadlineMillis);
        earliestSkippedDeadlineMillis = skipped == BinaryCodec.NO_TIME ? Fold.NEVER : skipped;
        fingerprints.fields(f);
    }

    void write(Timeline timeline, BinaryWriter f) throws IOException {
        fields(f);
        f.octet(states.length + (dimensions.isEmpty() ? 0 : 1));
        for (int i = 0; i < states.length; i++) {
            Fold<?, ?> fold = timeline.folds().get(i);
            f.text(fold.metric());
            f.varLong(fold.version());
            int start = f.size();
            if (states[i] != null) {
                states[i].fields(f);
            }
            f.insertLength(start);
        }
        if (!dimensions.isEmpty()) {
            f.text(DIMENSIONS);
            f.varLong(DIMENSIONS_VERSION);
            int start = f.size();
            dimensions.fields(f);
            f.insertLength(start);
        }
    }

    static TimelineState read(Timeline timeline, DataInput in) throws IOException {
        BinaryReader f = new BinaryReader(in);
        TimelineState state = timeline.newState();
        state.fields(f);
        int written = f.octet(0);
        for (int i = 0; i < written; i++) {
            String name = f.text("");
            long version = f.varLong(0);
            int fold = timeline.indexOf(name, version);
            int length = f.varInt(0);
            if (name.equals(DIMENSIONS) && version == DIMENSIONS_VERSION) {
                state.dimensions = DimensionHistory.NONE.fields(f);
            } else if (fold >= 0 && length > 0) {
                state.states[fold] = timeline.folds().get(fold).create();
                state.states[fold].fields(f);
            } else {
                in.readFully(new byte[length]);
            }
        }
        return state;
    }
}
