package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import java.io.IOException;

/** The time of one owner of a lead: until the customer is answered, the lead ends or another owner has it. */
final class Span implements BinaryState {
    private String owner = "";
    private String ground = "";
    private long startedAtMillis;
    private long waitStartedAtMillis;
    private SpanEnd end = SpanEnd.OPEN;
    private long endMillis;
    private String responder = "";

    /** One to be read. */
    Span() {}

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

    @Override
    public void fields(BinaryFields f) throws IOException {
        owner = f.text(owner);
        ground = f.text(ground);
        startedAtMillis = f.fixedLong(startedAtMillis);
        waitStartedAtMillis = f.time(waitStartedAtMillis);
        end = f.code(end, SpanEnd.CODES);
        if (end != SpanEnd.OPEN) {
            endMillis = startedAtMillis + f.varLong(endMillis - startedAtMillis);
            responder = f.text(responder);
        }
    }
}
