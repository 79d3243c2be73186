package dev.crmpulse.metrics.tier;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.LeadPayload;
import java.io.IOException;

/** Where a lead came from and what it was, as its creation says; empty where it does not. */
public record Origin(String channel, String campaign, String intent, String size, String industry)
        implements BinaryValue<Origin> {
    /** Nothing is known. */
    static final Origin UNKNOWN = new Origin("", "", "", "", "");

    static Origin of(LeadPayload.Created lead) {
        return new Origin(lead.channel(), lead.campaign(), lead.intent(), lead.size(), lead.industry());
    }

    @Override
    public Origin fields(BinaryFields f) throws IOException {
        return new Origin(f.text(channel), f.text(campaign), f.text(intent), f.text(size), f.text(industry));
    }
}
