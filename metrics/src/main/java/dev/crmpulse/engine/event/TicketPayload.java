package dev.crmpulse.engine.event;

import java.io.IOException;

/** Payloads of tickets. */
public sealed interface TicketPayload extends Payload {
    /** Somebody reported something: {@code kind} is complaint, after-sales, question or internal. */
    record Opened(String kind, String problemType, Flag complex, String department, String channel)
            implements TicketPayload {
        static Opened of(EventData data) {
            return new Opened(
                    data.text(DataMember.KIND),
                    data.text(DataMember.PROBLEM_TYPE),
                    data.flag(DataMember.COMPLEX),
                    data.text(DataMember.DEPARTMENT),
                    data.text(DataMember.CHANNEL));
        }

        @Override
        public Opened fields(BinaryFields f) throws IOException {
            return new Opened(
                    f.text(kind),
                    f.text(problemType),
                    f.code(complex, Flag.CODES),
                    f.text(department),
                    f.text(channel));
        }
    }

    /** Another department has it now. */
    record HandedOver(String department, String reason) implements TicketPayload {
        static HandedOver of(EventData data) {
            return new HandedOver(data.text(DataMember.DEPARTMENT), data.text(DataMember.REASON));
        }

        @Override
        public HandedOver fields(BinaryFields f) throws IOException {
            return new HandedOver(f.text(department), f.text(reason));
        }
    }

    /** It was taken up again, paused or resumed for a reason. */
    record Changed(String reason) implements TicketPayload {
        static Changed of(EventData data) {
            return new Changed(data.text(DataMember.REASON));
        }

        @Override
        public Changed fields(BinaryFields f) throws IOException {
            return new Changed(f.text(reason));
        }
    }
}
