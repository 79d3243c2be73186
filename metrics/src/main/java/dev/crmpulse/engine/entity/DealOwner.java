package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whom the events of a deal named its owner: somebody, nobody, or they said nothing and it is the lead's owner. */
public final class DealOwner {
    private boolean named;
    private String owner = "";

    /** Takes in the next event of the deal family that concerns the deal. */
    public void apply(CrmEvent event) {
        if (!event.owner().isEmpty() || event.clears(DataMember.OWNER)) {
            named = true;
            owner = event.owner();
        }
    }

    /** Whose the deal is; empty where it is nobody's. */
    public String orOfLead(String leadOwner) {
        return named ? owner : leadOwner;
    }

    public void write(DataOutput out) throws IOException {
        out.writeBoolean(named);
        if (named) {
            BinaryCodec.writeText(out, owner);
        }
    }

    public static DealOwner read(DataInput in) throws IOException {
        DealOwner dealOwner = new DealOwner();
        dealOwner.named = in.readBoolean();
        dealOwner.owner = dealOwner.named ? BinaryCodec.readText(in) : "";
        return dealOwner;
    }
}
