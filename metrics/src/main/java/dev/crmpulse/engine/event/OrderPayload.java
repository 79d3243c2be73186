package dev.crmpulse.engine.event;

import java.io.IOException;

/** Payloads of orders and their delivery. */
public sealed interface OrderPayload extends Payload {
    /** The order was planned, or planned anew, to be delivered at a date. */
    record Planned(String contractId, String plannedAt) implements OrderPayload {
        static Planned of(EventData data) {
            return new Planned(data.text(DataMember.CONTRACT_ID), data.date(DataMember.PLANNED_AT));
        }

        @Override
        public String date(DataMember member) {
            return member == DataMember.PLANNED_AT ? plannedAt : "";
        }

        @Override
        public Planned fields(BinaryFields f) throws IOException {
            return new Planned(f.text(contractId), f.text(plannedAt));
        }
    }

    /** It will be late; the customer was offered an alternative or not. */
    record Delayed(String plannedAt, Flag alternative, String reason) implements OrderPayload {
        static Delayed of(EventData data) {
            return new Delayed(
                    data.date(DataMember.PLANNED_AT), data.flag(DataMember.ALTERNATIVE), data.text(DataMember.REASON));
        }

        @Override
        public String date(DataMember member) {
            return member == DataMember.PLANNED_AT ? plannedAt : "";
        }

        @Override
        public Delayed fields(BinaryFields f) throws IOException {
            return new Delayed(f.text(plannedAt), f.code(alternative, Flag.CODES), f.text(reason));
        }
    }
}
