package dev.crmpulse.engine.event;

import java.io.IOException;

/** Payloads of the people family. */
public sealed interface PeoplePayload extends Payload {

    /** What changed of a person, {@code line} the product line they sell; what is empty stayed as it was. */
    record Changed(String repId, String team, String manager, String region, String role, String status, String line)
            implements PeoplePayload {
        static Changed of(EventData data) {
            return new Changed(
                    data.text(DataMember.REP_ID),
                    data.text(DataMember.TEAM),
                    data.text(DataMember.MANAGER),
                    data.text(DataMember.REGION),
                    data.text(DataMember.ROLE),
                    data.text(DataMember.STATUS),
                    data.text(DataMember.LINE));
        }

        @Override
        public Changed fields(BinaryFields f) throws IOException {
            return new Changed(
                    f.text(repId),
                    f.text(team),
                    f.text(manager),
                    f.text(region),
                    f.text(role),
                    f.text(status),
                    f.text(line));
        }
    }
}
