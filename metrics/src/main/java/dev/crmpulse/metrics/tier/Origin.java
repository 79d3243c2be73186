package dev.crmpulse.metrics.tier;

import dev.crmpulse.metrics.event.LeadPayload;
import dev.crmpulse.metrics.event.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Where a lead came from and what it was, as its creation says; empty where it does not. */
public record Origin(String channel, String campaign, String intent, String size, String industry) {
    static Origin of(LeadPayload.Created lead) {
        return new Origin(lead.channel(), lead.campaign(), lead.intent(), lead.size(), lead.industry());
    }

    void write(DataOutput out) throws IOException {
        Wire.writeText(out, channel);
        Wire.writeText(out, campaign);
        Wire.writeText(out, intent);
        Wire.writeText(out, size);
        Wire.writeText(out, industry);
    }

    static Origin read(DataInput in) throws IOException {
        return new Origin(
                Wire.readText(in), Wire.readText(in), Wire.readText(in), Wire.readText(in), Wire.readText(in));
    }
}
