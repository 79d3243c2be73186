package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.event.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One wait for a reply: since the first unanswered act of one side, until the next act of the other. */
final class PendingReply {
    private final long startedAtMillis;
    private final String dealId;
    private final String channel;
    private final String owner;
    private String rep = "";
    private int count = 1;
    private long botRepliedAtMillis = BinaryCodec.NO_TIME;
    private WaitEnd end = WaitEnd.OPEN;
    private long endMillis;
    private String ownerAtReply = "";

    PendingReply(long startedAtMillis, String dealId, String channel, String owner) {
        this.startedAtMillis = startedAtMillis;
        this.dealId = dealId;
        this.channel = channel;
        this.owner = owner;
    }

    /** The deal that the first unanswered act names, empty if none. */
    String dealId() {
        return dealId;
    }

    /** The channel of the first unanswered act. */
    String channel() {
        return channel;
    }

    /** How many acts the reply answers. */
    int count() {
        return count;
    }

    boolean isOpen() {
        return end == WaitEnd.OPEN;
    }

    ReplyTiming timing() {
        return new ReplyTiming(
                startedAtMillis,
                end == WaitEnd.REPLIED ? (Long) endMillis : null,
                BinaryCodec.orNull(botRepliedAtMillis),
                end.isCancelled() ? (Long) endMillis : null,
                end.cancelReason());
    }

    ReplyOwners owners() {
        return new ReplyOwners(owner, ownerAtReply, rep);
    }

    /** The owner in the moment of the reply, empty while there is none. */
    String ownerAtReply() {
        return ownerAtReply;
    }

    void creditTo(String newRep) {
        rep = newRep;
    }

    void countAnother() {
        count++;
    }

    void noteBot(long atMillis) {
        if (botRepliedAtMillis == BinaryCodec.NO_TIME) {
            botRepliedAtMillis = atMillis;
        }
    }

    void reply(long atMillis, String ownerNow) {
        end(WaitEnd.REPLIED, atMillis);
        ownerAtReply = ownerNow;
    }

    void end(WaitEnd how, long atMillis) {
        end = how;
        endMillis = atMillis;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(startedAtMillis);
        BinaryCodec.writeText(out, dealId);
        BinaryCodec.writeText(out, channel);
        BinaryCodec.writeText(out, owner);
        BinaryCodec.writeText(out, rep);
        BinaryCodec.writeVarLong(out, count);
        BinaryCodec.writeTime(out, botRepliedAtMillis);
        out.writeByte(end.code());
        if (end != WaitEnd.OPEN) {
            BinaryCodec.writeVarLong(out, endMillis - startedAtMillis);
            BinaryCodec.writeText(out, ownerAtReply);
        }
    }

    static PendingReply read(DataInput in) throws IOException {
        PendingReply wait = new PendingReply(
                in.readLong(), BinaryCodec.readText(in), BinaryCodec.readText(in), BinaryCodec.readText(in));
        wait.rep = BinaryCodec.readText(in);
        wait.count = (int) BinaryCodec.readVarLong(in);
        wait.botRepliedAtMillis = BinaryCodec.readTime(in);
        wait.end = WaitEnd.ofCode(in.readUnsignedByte());
        if (wait.end != WaitEnd.OPEN) {
            wait.endMillis = wait.startedAtMillis + BinaryCodec.readVarLong(in);
            wait.ownerAtReply = BinaryCodec.readText(in);
        }
        return wait;
    }
}
