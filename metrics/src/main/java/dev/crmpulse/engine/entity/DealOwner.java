package dev.crmpulse.engine.entity;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import java.io.IOException;

/** Whom the events of a deal named its owner: somebody, nobody, or they said nothing and it is the lead's owner. */
public final class DealOwner implements BinaryState {
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

    @Override
    public void fields(BinaryFields f) throws IOException {
        named = f.flag(named);
        owner = named ? f.text(owner) : "";
    }
}
