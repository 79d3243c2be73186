package dev.crmpulse.engine.event;

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

        @Override
        public String date(DataMember member) {
            return member == DataMember.NEXT_STEP_AT ? nextStepAt : "";
        }

        @Override
        public Activity fields(BinaryFields f) throws IOException {
            return new Activity(
                    f.text(channel),
                    f.text(direction),
                    f.decimal(durationSeconds),
                    f.code(connected, Flag.CODES),
                    f.text(outcome),
                    f.varInt(notesLength),
                    f.text(nextStep),
                    f.text(nextStepAt),
                    f.code(scriptFollowed, Flag.CODES),
                    f.code(attachment, Flag.CODES));
        }
    }

    /** The customer wrote. */
    record MessageReceived(String channel) implements ContactPayload {
        static MessageReceived of(EventData data) {
            return new MessageReceived(data.text(DataMember.CHANNEL));
        }

        @Override
        public MessageReceived fields(BinaryFields f) throws IOException {
            return new MessageReceived(f.text(channel));
        }
    }

    /** Somebody wrote to the customer; the event's actor type shows whether a person did. */
    record MessageSent(String channel) implements ContactPayload {
        static MessageSent of(EventData data) {
            return new MessageSent(data.text(DataMember.CHANNEL));
        }

        @Override
        public MessageSent fields(BinaryFields f) throws IOException {
            return new MessageSent(f.text(channel));
        }
    }
}
