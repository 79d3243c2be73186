package dev.crmpulse.engine.event;

import java.io.IOException;
import java.math.BigDecimal;

/**
 * Payloads of the deal family. Amounts are in the unit of their currency and never converted; stages have no blanks around
 * them.
 */
public sealed interface DealPayload extends Payload {

    /** A deal was opened. */
    record Created(String stage, BigDecimal amount, String currency) implements DealPayload {
        static Created of(EventData data) {
            return new Created(
                    NameKey.strip(data.text(DataMember.STAGE)),
                    data.decimal(DataMember.AMOUNT),
                    data.text(DataMember.CURRENCY));
        }

        @Override
        public Created fields(BinaryFields f) throws IOException {
            return new Created(f.text(stage), f.decimal(amount), f.text(currency));
        }
    }

    /** The deal moved. */
    record StageChanged(String from, String to, String reason) implements DealPayload {
        static StageChanged of(EventData data) {
            return new StageChanged(
                    NameKey.strip(data.text(DataMember.FROM)),
                    NameKey.strip(data.text(DataMember.TO)),
                    data.text(DataMember.REASON));
        }

        @Override
        public StageChanged fields(BinaryFields f) throws IOException {
            return new StageChanged(f.text(from), f.text(to), f.text(reason));
        }
    }

    /** The customer bought. */
    record Won(BigDecimal amount, String currency) implements DealPayload {
        static Won of(EventData data) {
            return new Won(data.decimal(DataMember.AMOUNT), data.text(DataMember.CURRENCY));
        }

        @Override
        public Won fields(BinaryFields f) throws IOException {
            return new Won(f.decimal(amount), f.text(currency));
        }
    }

    /** The deal came to nothing. */
    record Lost(String reason) implements DealPayload {
        static Lost of(EventData data) {
            return new Lost(data.text(DataMember.REASON));
        }

        @Override
        public Lost fields(BinaryFields f) throws IOException {
            return new Lost(f.text(reason));
        }
    }

    /** A closed deal goes on. */
    record Reopened(String stage) implements DealPayload {
        static Reopened of(EventData data) {
            return new Reopened(NameKey.strip(data.text(DataMember.STAGE)));
        }

        @Override
        public Reopened fields(BinaryFields f) throws IOException {
            return new Reopened(f.text(stage));
        }
    }

    /** The expected amount changed. */
    record AmountChanged(BigDecimal amount, String currency) implements DealPayload {
        static AmountChanged of(EventData data) {
            return new AmountChanged(data.decimal(DataMember.AMOUNT), data.text(DataMember.CURRENCY));
        }

        @Override
        public AmountChanged fields(BinaryFields f) throws IOException {
            return new AmountChanged(f.decimal(amount), f.text(currency));
        }
    }

    /** The deal was given to the event's owner. */
    record OwnerChanged(String reason) implements DealPayload {
        static OwnerChanged of(EventData data) {
            return new OwnerChanged(data.text(DataMember.REASON));
        }

        @Override
        public OwnerChanged fields(BinaryFields f) throws IOException {
            return new OwnerChanged(f.text(reason));
        }
    }

    /** The deal was deleted in the CRM. */
    record Deleted(String reason) implements DealPayload {
        static Deleted of(EventData data) {
            return new Deleted(data.text(DataMember.REASON));
        }

        @Override
        public Deleted fields(BinaryFields f) throws IOException {
            return new Deleted(f.text(reason));
        }
    }
}
