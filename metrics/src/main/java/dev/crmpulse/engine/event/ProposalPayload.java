package dev.crmpulse.engine.event;

import java.io.IOException;
import java.math.BigDecimal;

/** Payloads of the proposals made to a customer. */
public sealed interface ProposalPayload extends Payload {
    /** A proposal was handed to the customer; {@code amount} is what it offers. */
    record Submitted(BigDecimal amount, String currency) implements ProposalPayload {
        static Submitted of(EventData data) {
            return new Submitted(data.decimal(DataMember.AMOUNT), data.text(DataMember.CURRENCY));
        }

        @Override
        public Submitted fields(BinaryFields f) throws IOException {
            return new Submitted(f.decimal(amount), f.text(currency));
        }
    }

    /** The customer asked something about the proposal, or was answered. */
    record Question(String questionId) implements ProposalPayload {
        static Question of(EventData data) {
            return new Question(data.text(DataMember.QUESTION_ID));
        }

        @Override
        public Question fields(BinaryFields f) throws IOException {
            return new Question(f.text(questionId));
        }
    }

    /** The customer said whether the proposal fully meets the requirements, and {@code match} of them in percent. */
    record Reviewed(Flag fullyMeets, BigDecimal match) implements ProposalPayload {
        static Reviewed of(EventData data) {
            return new Reviewed(data.flag(DataMember.FULLY_MEETS), data.decimal(DataMember.MATCH));
        }

        @Override
        public Reviewed fields(BinaryFields f) throws IOException {
            return new Reviewed(f.code(fullyMeets, Flag.CODES), f.decimal(match));
        }
    }
}
