package dev.crmpulse.metrics.response;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import java.io.IOException;

/** One wait for a reply: since the first unanswered act of one side, until the next act of the other. */
final class PendingReply implements BinaryState {
    private long startedAtMillis;
    private String dealId = "";
    private String channel = "";
    private String owner = "";
    private String rep = "";
    private int count = 1;
    private long botRepliedAtMillis = BinaryCodec.NO_TIME;
    private WaitEnd end = WaitEnd.OPEN;
    private long endMillis;
    private String ownerAtReply = "";

    /** One to be read. */
    PendingReply() {}

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

    @Override
    public void fields(BinaryFields f) throws IOException {
        startedAtMillis = f.fixedLong(startedAtMillis);
        dealId = f.text(dealId);
        channel = f.text(channel);
        owner = f.text(owner);
        rep = f.text(rep);
        count = f.varInt(count);
        botRepliedAtMillis = f.time(botRepliedAtMillis);
        end = f.code(end, WaitEnd.CODES);
        if (end != WaitEnd.OPEN) {
            endMillis = startedAtMillis + f.varLong(endMillis - startedAtMillis);
            ownerAtReply = f.text(ownerAtReply);
        }
    }
}
