package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.BinaryBuffer;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.OrderKey;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is read and written for every batch of a root: the states of its folds and what shows whether the history has to
 * be read.
 */
public final class TimelineState {
    /** Raised with every change of what is written; older numbers stay readable. */
    public static final int SCHEMA = 1;

    /** No timer is registered for the root. */
    public static final long NO_TIMER = Long.MAX_VALUE;

    /** One state per fold of the timeline, in its order; null where the fold has not seen this root's history yet. */
    final Object[] states;

    final Fingerprints fingerprints;
    OrderKey last;
    long accepted;

    /** Events of an id of their own that count as duplicates for their contents. */
    long twins;

    long revision;
    long timerAtMillis;

    /** The latest deadline that passed; an event not later than it belongs before it. */
    long lastFiredDeadlineMillis = Long.MIN_VALUE;

    /** The earliest deadline that an event was folded past before the horizon reached it. */
    long earliestSkippedDeadlineMillis = Fold.NEVER;

    TimelineState(int folds) {
        this(new Object[folds], new Fingerprints());
        timerAtMillis = NO_TIMER;
    }

    private TimelineState(Object[] states, Fingerprints fingerprints) {
        this.states = states;
        this.fingerprints = fingerprints;
    }

    /** Event time of the one timer the root has, {@link #NO_TIMER} if none. */
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

    /** What stays of the root when its history is let go. */
    public RetiredKey retired() {
        return new RetiredKey(lastMillis(), accepted, revision);
    }

    void write(Timeline timeline, DataOutput out) throws IOException {
        out.writeByte(SCHEMA);
        out.writeBoolean(last != null);
        if (last != null) {
            out.writeLong(last.timeMillis());
            BinaryCodec.writeVarLong(out, last.sequence());
            out.writeByte(last.rank());
            BinaryCodec.writeText(out, last.source());
            BinaryCodec.writeText(out, last.id());
        }
        BinaryCodec.writeVarLong(out, accepted);
        BinaryCodec.writeVarLong(out, twins);
        BinaryCodec.writeVarLong(out, revision);
        out.writeLong(timerAtMillis);
        BinaryCodec.writeTime(out, lastFiredDeadlineMillis);
        BinaryCodec.writeTime(
                out, earliestSkippedDeadlineMillis == Fold.NEVER ? BinaryCodec.NO_TIME : earliestSkippedDeadlineMillis);
        fingerprints.write(out);
        out.writeByte(states.length);
        BinaryBuffer bytes = new BinaryBuffer();
        for (int i = 0; i < states.length; i++) {
            Fold<?, ?> fold = timeline.folds().get(i);
            bytes.clear();
            if (states[i] != null) {
                writeState(fold, states[i], bytes);
            }
            BinaryCodec.writeText(out, fold.metric());
            BinaryCodec.writeVarLong(out, fold.version());
            BinaryCodec.writeVarLong(out, bytes.size());
            out.write(bytes.array(), 0, bytes.size());
        }
    }

    static TimelineState read(Timeline timeline, DataInput in) throws IOException {
        int schema = in.readUnsignedByte();
        if (schema != SCHEMA) {
            throw new IOException("state schema " + schema + " is unknown here, this release reads up to " + SCHEMA);
        }
        OrderKey last = in.readBoolean()
                ? new OrderKey(
                        in.readLong(),
                        BinaryCodec.readVarLong(in),
                        in.readUnsignedByte(),
                        BinaryCodec.readText(in),
                        BinaryCodec.readText(in))
                : null;
        long accepted = BinaryCodec.readVarLong(in);
        long twins = BinaryCodec.readVarLong(in);
        long revision = BinaryCodec.readVarLong(in);
        long timerAtMillis = in.readLong();
        long lastFiredDeadlineMillis = BinaryCodec.readTime(in);
        long earliestSkippedDeadlineMillis = BinaryCodec.readTime(in);
        TimelineState state = new TimelineState(new Object[timeline.folds().size()], Fingerprints.read(in));
        state.last = last;
        state.accepted = accepted;
        state.twins = twins;
        state.revision = revision;
        state.timerAtMillis = timerAtMillis;
        state.lastFiredDeadlineMillis = lastFiredDeadlineMillis;
        state.earliestSkippedDeadlineMillis =
                earliestSkippedDeadlineMillis == BinaryCodec.NO_TIME ? Fold.NEVER : earliestSkippedDeadlineMillis;
        int written = in.readUnsignedByte();
        for (int i = 0; i < written; i++) {
            String metric = BinaryCodec.readText(in);
            long version = BinaryCodec.readVarLong(in);
            int length = (int) BinaryCodec.readVarLong(in);
            int fold = timeline.indexOf(metric, version);
            if (fold >= 0 && length > 0) {
                state.states[fold] = timeline.folds().get(fold).read(in);
            } else {
                in.readFully(new byte[length]);
            }
        }
        return state;
    }

    @SuppressWarnings("unchecked") // states[i] was made by folds[i]
    private static <S> void writeState(Fold<S, ?> fold, Object state, BinaryBuffer bytes) throws IOException {
        fold.write((S) state, bytes);
    }
}
