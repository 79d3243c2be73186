package dev.crmpulse.jobs.timeline;

import dev.crmpulse.engine.event.BinaryReader;
import dev.crmpulse.engine.event.BinaryWriter;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;

/** What travels to a key's timeline among the events: that histories move. No event begins with the byte that it begins with. */
public sealed interface MoveMessage {
    /** The history of the key is evaluated under another one from now on, or shared under its own. */
    record To(String root) implements MoveMessage {}

    /**
     * The key's facts, which its own timeline stated until now, are stated where its history is shared.
     *
     * @param horizonMillis up to when they were evaluated
     * @param state what they follow from; null where there are none
     * @param revision of the last publication
     */
    @SuppressWarnings("ArrayRecordComponent") // they travel, they are never compared
    record Resume(long horizonMillis, byte[] state, long revision) implements MoveMessage {}

    /** These deliveries, a chunk of a history, belong to the key no more. */
    @SuppressWarnings("ArrayRecordComponent") // they travel, they are never compared
    record Withdraw(byte[] chunk) implements MoveMessage {}

    /** Schema numbers of events are far below. */
    int MARK = 0xFF;

    int TO = 0;
    int RESUME = 1;
    int WITHDRAW = 2;

    /** Whether the bytes are such a message, and not an event. */
    static boolean is(byte[] bytes) {
        return (bytes[0] & 0xFF) == MARK;
    }

    static MoveMessage read(byte[] bytes) throws IOException {
        BinaryReader in = new BinaryReader(new DataInputDeserializer(bytes, 1, bytes.length - 1));
        int kind = in.octet(0);
        return switch (kind) {
            case TO -> new To(in.text(""));
            case RESUME -> new Resume(in.fixedLong(0), in.flag(false) ? in.bytes(null) : null, in.varLong(0));
            case WITHDRAW -> new Withdraw(in.bytes(null));
            default -> throw new IOException("a move of kind " + kind + " is unknown here");
        };
    }

    /** The message on its way to this key. */
    default KeyedEvent to(String key) {
        BinaryWriter out = new BinaryWriter();
        out.octet(MARK);
        if (this instanceof To to) {
            out.octet(TO);
            out.text(to.root());
        } else if (this instanceof Resume resume) {
            out.octet(RESUME);
            out.fixedLong(resume.horizonMillis());
            if (out.flag(resume.state() != null)) {
                out.bytes(resume.state());
            }
            out.varLong(resume.revision());
        } else if (this instanceof Withdraw withdraw) {
            out.octet(WITHDRAW);
            out.bytes(withdraw.chunk());
        }
        return new KeyedEvent(key, out.toByteArray());
    }
}
