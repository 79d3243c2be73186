package dev.crmpulse.metrics.timeline;

import dev.crmpulse.metrics.event.OrderKey;
import dev.crmpulse.metrics.event.Wire;
import dev.crmpulse.metrics.event.WireBuffer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is read and written for every batch of a root: the states of its folds and what shows whether the history has to
 * be read.
 */
public final class Head {
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
    long passedMillis = Long.MIN_VALUE;

    /** The earliest deadline that an event was folded past before the horizon reached it. */
    long overrunMillis = Fold.NEVER;

    Head(int folds) {
        this(new Object[folds], new Fingerprints());
        timerAtMillis = NO_TIMER;
    }

    private Head(Object[] states, Fingerprints fingerprints) {
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
    public Seal seal() {
        return new Seal(lastMillis(), accepted, revision);
    }

    void write(Timeline timeline, DataOutput out) throws IOException {
        out.writeByte(SCHEMA);
        out.writeBoolean(last != null);
        if (last != null) {
            out.writeLong(last.timeMillis());
            Wire.writeVarLong(out, last.sequence());
            out.writeByte(last.rank());
            Wire.writeText(out, last.source());
            Wire.writeText(out, last.id());
        }
        Wire.writeVarLong(out, accepted);
        Wire.writeVarLong(out, twins);
        Wire.writeVarLong(out, revision);
        out.writeLong(timerAtMillis);
        Wire.writeTime(out, passedMillis == Long.MIN_VALUE ? null : (Long) passedMillis);
        Wire.writeTime(out, overrunMillis == Fold.NEVER ? null : (Long) overrunMillis);
        fingerprints.write(out);
        out.writeByte(states.length);
        WireBuffer bytes = new WireBuffer();
        for (int i = 0; i < states.length; i++) {
            Fold<?, ?> fold = timeline.folds().get(i);
            bytes.clear();
            if (states[i] != null) {
                writeState(fold, states[i], bytes);
            }
            Wire.writeText(out, fold.metric());
            Wire.writeVarLong(out, fold.version());
            Wire.writeVarLong(out, bytes.size());
            out.write(bytes.array(), 0, bytes.size());
        }
    }

    static Head read(Timeline timeline, DataInput in) throws IOException {
        int schema = in.readUnsignedByte();
        if (schema != SCHEMA) {
            throw new IOException("head schema " + schema + " is unknown here, this release reads up to " + SCHEMA);
        }
        OrderKey last = in.readBoolean()
                ? new OrderKey(
                        in.readLong(),
                        Wire.readVarLong(in),
                        in.readUnsignedByte(),
                        Wire.readText(in),
                        Wire.readText(in))
                : null;
        long accepted = Wire.readVarLong(in);
        long twins = Wire.readVarLong(in);
        long revision = Wire.readVarLong(in);
        long timerAtMillis = in.readLong();
        Long passedMillis = Wire.readTime(in);
        Long overrunMillis = Wire.readTime(in);
        Head head = new Head(new Object[timeline.folds().size()], Fingerprints.read(in));
        head.last = last;
        head.accepted = accepted;
        head.twins = twins;
        head.revision = revision;
        head.timerAtMillis = timerAtMillis;
        head.passedMillis = passedMillis == null ? Long.MIN_VALUE : passedMillis;
        head.overrunMillis = overrunMillis == null ? Fold.NEVER : overrunMillis;
        int written = in.readUnsignedByte();
        for (int i = 0; i < written; i++) {
            String metric = Wire.readText(in);
            long version = Wire.readVarLong(in);
            int length = (int) Wire.readVarLong(in);
            int fold = timeline.indexOf(metric, version);
            if (fold >= 0 && length > 0) {
                head.states[fold] = timeline.folds().get(fold).read(in);
            } else {
                in.readFully(new byte[length]);
            }
        }
        return head;
    }

    @SuppressWarnings("unchecked") // states[i] was made by folds[i]
    private static <S> void writeState(Fold<S, ?> fold, Object state, WireBuffer bytes) throws IOException {
        fold.write((S) state, bytes);
    }
}
