package dev.crmpulse.engine.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Payloads of the people family. */
public sealed interface PeoplePayload extends Payload {

    /** What changed of a person; what is empty stayed as it was. */
    record Changed(String repId, String team, String manager, String region, String role, String status)
            implements PeoplePayload {
        static Changed of(EventData data) {
            return new Changed(
                    data.text(DataMember.REP_ID),
                    data.text(DataMember.TEAM),
                    data.text(DataMember.MANAGER),
                    data.text(DataMember.REGION),
                    data.text(DataMember.ROLE),
                    data.text(DataMember.STATUS));
        }

        static Changed read(DataInput in) throws IOException {
            return new Changed(
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, repId);
            BinaryCodec.writeText(out, team);
            BinaryCodec.writeText(out, manager);
            BinaryCodec.writeText(out, region);
            BinaryCodec.writeText(out, role);
            BinaryCodec.writeText(out, status);
        }
    }
}
