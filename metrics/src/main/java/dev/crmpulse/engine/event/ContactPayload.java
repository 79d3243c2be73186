package dev.crmpulse.engine.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;

/** Payloads of the contact family. */
public sealed interface ContactPayload extends Payload {

    /**
     * A call, e-mail, meeting, visit, chat or text message was logged. {@code duration} is in seconds. Notes are
     * projected to their length in characters: their words are no figure, and personal.
     */
    record Activity(
            String channel,
            String direction,
            BigDecimal durationSeconds,
            Flag connected,
            String outcome,
            int notesLength,
            String nextStep,
            String nextStepAt,
            Flag scriptFollowed,
            Flag attachment)
            implements ContactPayload {
        static Activity of(EventData data) {
            return new Activity(
                    data.text(DataMember.CHANNEL),
                    data.text(DataMember.DIRECTION),
                    data.decimal(DataMember.DURATION),
                    data.flag(DataMember.CONNECTED),
                    data.text(DataMember.OUTCOME),
                    data.text(DataMember.NOTES).length(),
                    data.text(DataMember.NEXT_STEP),
                    data.date(DataMember.NEXT_STEP_AT),
                    data.flag(DataMember.SCRIPT_FOLLOWED),
                    data.flag(DataMember.ATTACHMENT));
        }

        static Activity read(DataInput in) throws IOException {
            return new Activity(
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in),
                    BinaryCodec.readDecimal(in),
                    Flag.ofCode(in.readUnsignedByte()),
                    BinaryCodec.readText(in),
                    (int) BinaryCodec.readVarLong(in),
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in),
                    Flag.ofCode(in.readUnsignedByte()),
                    Flag.ofCode(in.readUnsignedByte()));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, channel);
            BinaryCodec.writeText(out, direction);
            BinaryCodec.writeDecimal(out, durationSeconds);
            out.writeByte(connected.code());
            BinaryCodec.writeText(out, outcome);
            BinaryCodec.writeVarLong(out, notesLength);
            BinaryCodec.writeText(out, nextStep);
            BinaryCodec.writeText(out, nextStepAt);
            out.writeByte(scriptFollowed.code());
            out.writeByte(attachment.code());
        }
    }

    /** The customer wrote. */
    record MessageReceived(String channel) implements ContactPayload {
        static MessageReceived of(EventData data) {
            return new MessageReceived(data.text(DataMember.CHANNEL));
        }

        static MessageReceived read(DataInput in) throws IOException {
            return new MessageReceived(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, channel);
        }
    }

    /** Somebody wrote to the customer; the event's actor type shows whether a person did. */
    record MessageSent(String channel) implements ContactPayload {
        static MessageSent of(EventData data) {
            return new MessageSent(data.text(DataMember.CHANNEL));
        }

        static MessageSent read(DataInput in) throws IOException {
            return new MessageSent(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, channel);
        }
    }
}
