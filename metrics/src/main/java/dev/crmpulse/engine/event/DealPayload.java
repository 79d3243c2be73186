package dev.crmpulse.engine.event;

import java.io.DataInput;
import java.io.DataOutput;
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

        static Created read(DataInput in) throws IOException {
            return new Created(BinaryCodec.readText(in), BinaryCodec.readDecimal(in), BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, stage);
            BinaryCodec.writeDecimal(out, amount);
            BinaryCodec.writeText(out, currency);
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

        static StageChanged read(DataInput in) throws IOException {
            return new StageChanged(BinaryCodec.readText(in), BinaryCodec.readText(in), BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, from);
            BinaryCodec.writeText(out, to);
            BinaryCodec.writeText(out, reason);
        }
    }

    /** The customer bought. */
    record Won(BigDecimal amount, String currency) implements DealPayload {
        static Won of(EventData data) {
            return new Won(data.decimal(DataMember.AMOUNT), data.text(DataMember.CURRENCY));
        }

        static Won read(DataInput in) throws IOException {
            return new Won(BinaryCodec.readDecimal(in), BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeDecimal(out, amount);
            BinaryCodec.writeText(out, currency);
        }
    }

    /** The deal came to nothing. */
    record Lost(String reason) implements DealPayload {
        static Lost of(EventData data) {
            return new Lost(data.text(DataMember.REASON));
        }

        static Lost read(DataInput in) throws IOException {
            return new Lost(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, reason);
        }
    }

    /** A closed deal goes on. */
    record Reopened(String stage) implements DealPayload {
        static Reopened of(EventData data) {
            return new Reopened(NameKey.strip(data.text(DataMember.STAGE)));
        }

        static Reopened read(DataInput in) throws IOException {
            return new Reopened(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, stage);
        }
    }

    /** The expected amount changed. */
    record AmountChanged(BigDecimal amount, String currency) implements DealPayload {
        static AmountChanged of(EventData data) {
            return new AmountChanged(data.decimal(DataMember.AMOUNT), data.text(DataMember.CURRENCY));
        }

        static AmountChanged read(DataInput in) throws IOException {
            return new AmountChanged(BinaryCodec.readDecimal(in), BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeDecimal(out, amount);
            BinaryCodec.writeText(out, currency);
        }
    }

    /** The deal was given to the event's owner. */
    record OwnerChanged(String reason) implements DealPayload {
        static OwnerChanged of(EventData data) {
            return new OwnerChanged(data.text(DataMember.REASON));
        }

        static OwnerChanged read(DataInput in) throws IOException {
            return new OwnerChanged(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, reason);
        }
    }

    /** The deal was deleted in the CRM. */
    record Deleted(String reason) implements DealPayload {
        static Deleted of(EventData data) {
            return new Deleted(data.text(DataMember.REASON));
        }

        static Deleted read(DataInput in) throws IOException {
            return new Deleted(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, reason);
        }
    }
}
