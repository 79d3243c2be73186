package dev.crmpulse.engine.event;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Payloads of the contact family. */
public sealed interface ContactPayload extends Payload {

    /** A call, e-mail, meeting, visit, chat or text message was logged. {@code duration} is in seconds. */
    record Activity(
            String channel,
            String direction,
            BigDecimal durationSeconds,
            Flag connected,
            String outcome,
            Flag effective,
            Notes notes,
            String nextStep,
            String nextStepAt,
            Flag scriptFollowed,
            Completeness completeness,
            Flag attachment)
            implements ContactPayload {
        static Activity of(EventData data) {
            return new Activity(
                    data.text(DataMember.CHANNEL),
                    data.text(DataMember.DIRECTION),
                    data.decimal(DataMember.DURATION),
                    data.flag(DataMember.CONNECTED),
                    data.text(DataMember.OUTCOME),
                    data.flag(DataMember.EFFECTIVE),
                    Notes.of(data.text(DataMember.NOTES)),
                    data.text(DataMember.NEXT_STEP),
                    data.date(DataMember.NEXT_STEP_AT),
                    data.flag(DataMember.SCRIPT_FOLLOWED),
                    new Completeness(data.decimal(DataMember.FIELDS_FILLED), data.decimal(DataMember.FIELDS_REQUIRED)),
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
                    f.code(effective, Flag.CODES),
                    notes.fields(f),
                    f.text(nextStep),
                    f.text(nextStepAt),
                    f.code(scriptFollowed, Flag.CODES),
                    completeness.fields(f),
                    f.code(attachment, Flag.CODES));
        }
    }

    /**
     * Notes without their words, for these are no figure, and personal.
     *
     * @param length in characters
     * @param fingerprint equal for equal notes; 0 where there are none
     */
    record Notes(int length, long fingerprint) implements BinaryValue<Notes> {
        /** No notes at all. */
        public static final Notes NONE = new Notes(0, 0);

        /** The first 64 bits of the SHA-256 of the words in UTF-8, without the sign, are their fingerprint. */
        static Notes of(String words) {
            if (words.isEmpty()) {
                return NONE;
            }
            byte[] hash = sha256().digest(words.getBytes(StandardCharsets.UTF_8));
            return new Notes(
                    words.codePointCount(0, words.length()),
                    ByteBuffer.wrap(hash).getLong() & Long.MAX_VALUE);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }

        @Override
        public Notes fields(BinaryFields f) throws IOException {
            int read = f.varInt(length);
            return new Notes(read, read == 0 ? 0 : f.fixedLong(fingerprint));
        }
    }

    /** How many of the fields that were required are filled; null where unknown. */
    record Completeness(BigDecimal filled, BigDecimal required) implements BinaryValue<Completeness> {
        /** Nothing is said of it. */
        public static final Completeness UNKNOWN = new Completeness(null, null);

        @Override
        public Completeness fields(BinaryFields f) throws IOException {
            return new Completeness(f.decimal(filled), f.decimal(required));
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
