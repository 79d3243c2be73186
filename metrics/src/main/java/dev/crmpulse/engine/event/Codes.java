package dev.crmpulse.engine.event;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The stable numbers of an enum's constants in state and on the wire: their places in a list, where new ones come last. */
public final class Codes<E extends Enum<E>> {
    private final int first;
    private final List<E> inOrder;

    private Codes(int first, List<E> inOrder) {
        this.first = first;
        this.inOrder = inOrder;
        int constants = type().getEnumConstants().length;
        if (inOrder.size() != constants || EnumSet.copyOf(inOrder).size() != constants) {
            throw new IllegalStateException("a constant of " + type().getSimpleName() + " has no code, or has two");
        }
    }

    /** Counts the constants from 0. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the list is a copy
    public static <E extends Enum<E>> Codes<E> of(E... inOrder) {
        return new Codes<>(0, List.of(inOrder));
    }

    /** Counts the constants from 1. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the list is a copy
    public static <E extends Enum<E>> Codes<E> fromOne(E... inOrder) {
        return new Codes<>(1, List.of(inOrder));
    }

    /** The number of a constant. */
    public int codeOf(E constant) {
        return first + inOrder.indexOf(constant);
    }

    /** The constant of a number. */
    public E of(int code) throws IOException {
        int place = code - first;
        if (place < 0 || place >= inOrder.size()) {
            throw new IOException(
                    "unknown code " + code + " of " + type().getSimpleName() + ": it was written by a newer release");
        }
        return inOrder.get(place);
    }

    /** The constants by their numbers, such as {@code 0 OPEN, 1 WON}. */
    @Override
    public String toString() {
        return IntStream.range(0, inOrder.size())
                .mapToObj(place -> (first + place) + " " + inOrder.get(place))
                .collect(Collectors.joining(", "));
    }

    private Class<E> type() {
        return inOrder.get(0).getDeclaringClass();
    }
}
