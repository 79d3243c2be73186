package dev.crmpulse.metrics.tier;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.LeadPayload;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Where a lead came from and what it was, as its creation says; empty where it does not. */
public record Origin(String channel, String campaign, String intent, String size, String industry) {
    static Origin of(LeadPayload.Created lead) {
        return new Origin(lead.channel(), lead.campaign(), lead.intent(), lead.size(), lead.industry());
    }

    void write(DataOutput out) throws IOException {
        BinaryCodec.writeText(out, channel);
        BinaryCodec.writeText(out, campaign);
        BinaryCodec.writeText(out, intent);
        BinaryCodec.writeText(out, size);
        BinaryCodec.writeText(out, industry);
    }

    static Origin read(DataInput in) throws IOException {
        return new Origin(
                BinaryCodec.readText(in),
                BinaryCodec.readText(in),
                BinaryCodec.readText(in),
                BinaryCodec.readText(in),
                BinaryCodec.readText(in));
    }
}
