package dev.crmpulse.engine.event;

import java.io.IOException;

/** Payloads of customers handed from one person to another. */
public sealed interface HandoverPayload extends Payload {
    /** {@code from} hands the customer to {@code to}. */
    record Started(String from, String to, String reason) implements HandoverPayload {
        static Started of(EventData data) {
            return new Started(data.text(DataMember.FROM), data.text(DataMember.TO), data.text(DataMember.REASON));
        }

        @Override
        public Started fields(BinaryFields f) throws IOException {
            return new Started(f.text(from), f.text(to), f.text(reason));
        }
    }
}
