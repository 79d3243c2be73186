package dev.crmpulse.engine.event;

import java.io.IOException;
import java.math.BigDecimal;

/** Payloads of contracts. */
public sealed interface ContractPayload extends Payload {
    /** A contract was handed in for review. */
    record Submitted(BigDecimal amount, String currency) implements ContractPayload {
        static Submitted of(EventData data) {
            return new Submitted(data.decimal(DataMember.AMOUNT), data.text(DataMember.CURRENCY));
        }

        @Override
        public Submitted fields(BinaryFields f) throws IOException {
            return new Submitted(f.decimal(amount), f.text(currency));
        }
    }

    /** {@code by}, legal or finance, reviewed the contract with this outcome, such as approved or rejected. */
    record Reviewed(String by, String outcome) implements ContractPayload {
        static Reviewed of(EventData data) {
            return new Reviewed(data.text(DataMember.BY), data.text(DataMember.OUTCOME));
        }

        @Override
        public Reviewed fields(BinaryFields f) throws IOException {
            return new Reviewed(f.text(by), f.text(outcome));
        }
    }

    /** Both sides signed. */
    record Signed(BigDecimal amount, String currency) implements ContractPayload {
        static Signed of(EventData data) {
            return new Signed(data.decimal(DataMember.AMOUNT), data.text(DataMember.CURRENCY));
        }

        @Override
        public Signed fields(BinaryFields f) throws IOException {
            return new Signed(f.decimal(amount), f.text(currency));
        }
    }
}
