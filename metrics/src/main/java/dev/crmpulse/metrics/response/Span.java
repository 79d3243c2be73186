package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.event.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The time of one owner of a lead: until the customer is answered, the lead ends or another owner has it. */
final class Span {
    private final String owner;
    private final String ground;
    private final long startedAtMillis;
    private final long waitStartedAtMillis;
    private SpanEnd end = SpanEnd.OPEN;
    private long endMillis;
    private String responder = "";

    /**
     * Begins a span.
     *
     * @param waitStartedAtMillis since when the customer waits already, {@link BinaryCodec#NO_TIME} if nobody does
     */
    Span(String owner, String ground, long startedAtMillis, long waitStartedAtMillis) {
        this.owner = owner;
        this.ground = ground;
        this.startedAtMillis = startedAtMillis;
        this.waitStartedAtMillis = waitStartedAtMillis;
    }

    String owner() {
        return owner;
    }

    String ground() {
        return ground;
    }

    long startedAtMillis() {
        return startedAtMillis;
    }

    /** Since when the customer waited at the start, null if nobody did. */
    Long waitStartedAtMillis() {
        return BinaryCodec.orNull(waitStartedAtMillis);
    }

    boolean isOpen() {
        return end == SpanEnd.OPEN;
    }

    SpanEnd end() {
        return end;
    }

    /** When the span ended, null while it is open. */
    Long endedAtMillis() {
        return isOpen() ? null : (Long) endMillis;
    }

    /** Who answered in the span, empty if nobody did. */
    String responder() {
        return responder;
    }

    void answer(long atMillis, String by) {
        end(SpanEnd.ANSWERED, atMillis);
        responder = by;
    }

    void end(SpanEnd how, long atMillis) {
        end = how;
        endMillis = atMillis;
    }

    void write(DataOutput out) throws IOException {
        BinaryCodec.writeText(out, owner);
        BinaryCodec.writeText(out, ground);
        out.writeLong(startedAtMillis);
        BinaryCodec.writeTime(out, waitStartedAtMillis);
        out.writeByte(end.code());
        if (end != SpanEnd.OPEN) {
            BinaryCodec.writeVarLong(out, endMillis - startedAtMillis);
            BinaryCodec.writeText(out, responder);
        }
    }

    static Span read(DataInput in) throws IOException {
        Span span =
                new Span(BinaryCodec.readText(in), BinaryCodec.readText(in), in.readLong(), BinaryCodec.readTime(in));
        span.end = SpanEnd.ofCode(in.readUnsignedByte());
        if (span.end != SpanEnd.OPEN) {
            span.endMillis = span.startedAtMillis + BinaryCodec.readVarLong(in);
            span.responder = BinaryCodec.readText(in);
        }
        return span;
    }
}
