package dev.crmpulse.engine.event;

import java.io.IOException;

/** Payloads of improvements that follow from tickets. */
public sealed interface ImprovementPayload extends Payload {
    /** Something is to be made better by a date. */
    record Opened(String ticketId, String kind, String dueAt) implements ImprovementPayload {
        static Opened of(EventData data) {
            return new Opened(
                    data.text(DataMember.TICKET_ID), data.text(DataMember.KIND), data.date(DataMember.DUE_AT));
        }

        @Override
        public String date(DataMember member) {
            return member == DataMember.DUE_AT ? dueAt : "";
        }

        @Override
        public Opened fields(BinaryFields f) throws IOException {
            return new Opened(f.text(ticketId), f.text(kind), f.text(dueAt));
        }
    }
}
