package dev.crmpulse.engine.event;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A walk through the fields of an object in the order of its binary form. Each method takes what a field holds and returns
 * what it is to hold: writing puts the value and returns it, reading ignores it and returns what was written. So a class
 * names its fields once, for both ways:
 *
 * <pre>{@code
 * startedAtMillis = f.fixedLong(startedAtMillis);
 * dealId = f.text(dealId);
 * }</pre>
 *
 * <p>There are two of them and no reflection, so that the compiler of the JVM can inline either way.
 */
public abstract sealed class BinaryFields permits BinaryWriter, BinaryReader {
    private int schema;

    /** Whether fields are given what was written, and not written. */
    public abstract boolean isReading();

    /** A number from 0 to 255. */
    public abstract int octet(int now) throws IOException;

    public abstract short fixedShort(short now) throws IOException;

    public abstract int fixedInt(int now) throws IOException;

    public abstract long fixedLong(long now) throws IOException;

    /** Seven bits a byte, for numbers that are small as a rule; what is negative takes ten. */
    public abstract long varLong(long now) throws IOException;

    public abstract boolean flag(boolean now) throws IOException;

    public abstract String text(String now) throws IOException;

    public abstract byte[] bytes(byte[] now) throws IOException;

    /** May be null. */
    public abstract BigDecimal decimal(BigDecimal now) throws IOException;

    /** May be {@link BinaryCodec#NO_TIME}. */
    public abstract long time(long now) throws IOException;

    /** A constant of an enum by its code. */
    public abstract <E extends Enum<E>> E code(E now, Codes<E> codes) throws IOException;

    /** As {@link #varLong}. */
    public final int varInt(int now) throws IOException {
        return (int) varLong(now);
    }

    /** As {@link #varLong}, but small for small numbers of either sign. */
    public final long signedVarLong(long now) throws IOException {
        long written = varLong((now << 1) ^ (now >> 63));
        return (written >>> 1) ^ -(written & 1);
    }

    /** The number of a written form; refuses numbers that this release does not know. */
    public final void schema(int newest, String of) throws IOException {
        schema = octet(newest);
        if (schema < 1 || schema > newest) {
            throw new IOException(of + " schema " + schema + " is unknown here, this release reads up to " + newest);
        }
    }

    /** Whether the form whose number came last has what was added with this one. */
    public final boolean since(int number) {
        return schema >= number;
    }

    /** A value that may be null. */
    public final <V extends BinaryValue<V>> V optional(V now, V blank) throws IOException {
        return flag(now != null) ? (now == null ? blank : now).fields(this) : null;
    }

    /** A state that may be null. */
    public final <S extends BinaryState> S optional(S now, Supplier<? extends S> create) throws IOException {
        S state = flag(now != null) ? (now == null ? create.get() : now) : null;
        if (state != null) {
            state.fields(this);
        }
        return state;
    }

    /** A list of states; empty before it is read. */
    public final <S extends BinaryState> void list(List<S> states, Supplier<? extends S> create) throws IOException {
        int count = varInt(states.size());
        for (int i = 0; i < count; i++) {
            if (isReading()) {
                states.add(create.get());
            }
            states.get(i).fields(this);
        }
    }

    /** A list of values; empty before it is read. */
    public final <V extends BinaryValue<V>> void values(List<V> values, V blank) throws IOException {
        int count = varInt(values.size());
        for (int i = 0; i < count; i++) {
            if (isReading()) {
                values.add(blank.fields(this));
            } else {
                values.get(i).fields(this);
            }
        }
    }

    /** States by their names, in the order of the map; empty before it is read. */
    public final <S extends BinaryState> void map(Map<String, S> states, Function<String, ? extends S> create)
            throws IOException {
        int count = varInt(states.size());
        if (isReading()) {
            for (int i = 0; i < count; i++) {
                String name = text("");
                S state = create.apply(name);
                state.fields(this);
                states.put(name, state);
            }
        } else {
            for (Map.Entry<String, S> entry : states.entrySet()) {
                text(entry.getKey());
                entry.getValue().fields(this);
            }
        }
    }
}
