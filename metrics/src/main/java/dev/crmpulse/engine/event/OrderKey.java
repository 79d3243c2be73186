package dev.crmpulse.engine.event;

import java.io.IOException;

/**
 * The place of an event in its history: time, then sequence, rank of its type in the life cycle, source and id. Never
 * arrival, never a Kafka offset. Texts compare by code point, as ClickHouse compares UTF-8 bytes.
 */
public record OrderKey(long timeMillis, long sequence, int rank, String source, String id)
        implements Comparable<OrderKey>, BinaryValue<OrderKey> {
    /** Before every event. */
    public static final OrderKey FIRST = new OrderKey(Long.MIN_VALUE, 0, 0, "", "");

    @Override
    public OrderKey fields(BinaryFields f) throws IOException {
        return new OrderKey(f.fixedLong(timeMillis), f.varLong(sequence), f.octet(rank), f.text(source), f.text(id));
    }

    @Override
    public int compareTo(OrderKey other) {
        return compare(
                timeMillis,
                sequence,
                rank,
                source,
                id,
                other.timeMillis,
                other.sequence,
                other.rank,
                other.source,
                other.id);
    }

    static int compare(
            long time,
            long sequence,
            int rank,
            String source,
            String id,
            long t,
            long seq,
            int r,
            String src,
            String i) {
        int byTime = Long.compare(time, t);
        if (byTime != 0) {
            return byTime;
        }
        int bySequence = Long.compare(sequence, seq);
        if (bySequence != 0) {
            return bySequence;
        }
        int byRank = Integer.compare(rank, r);
        if (byRank != 0) {
            return byRank;
        }
        int bySource = compareCodePoints(source, src);
        return bySource != 0 ? bySource : compareCodePoints(id, i);
    }

    /** {@link String#compareTo} orders UTF-16 units, which puts characters beyond the first plane too early. */
    public static int compareCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean xSurrogate = Character.isSurrogate(x);
                if (xSurrogate != Character.isSurrogate(y)) {
                    return xSurrogate ? 1 : -1;
                }
                return Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
