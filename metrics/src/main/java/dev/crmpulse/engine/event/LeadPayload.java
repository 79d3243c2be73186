package dev.crmpulse.engine.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;

/** Payloads of the lead family. */
public sealed interface LeadPayload extends Payload {

    /** A lead came in; {@code cost} is what its campaign paid for it. */
    record Created(String channel, String campaign, BigDecimal cost, String intent, String size, String industry)
            implements LeadPayload {
        static Created of(EventData data) {
            return new Created(
                    data.text(DataMember.CHANNEL),
                    data.text(DataMember.CAMPAIGN),
                    data.decimal(DataMember.COST),
                    data.text(DataMember.INTENT),
                    data.text(DataMember.SIZE),
                    data.text(DataMember.INDUSTRY));
        }

        static Created read(DataInput in) throws IOException {
            return new Created(
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in),
                    BinaryCodec.readDecimal(in),
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in),
                    BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, channel);
            BinaryCodec.writeText(out, campaign);
            BinaryCodec.writeDecimal(out, cost);
            BinaryCodec.writeText(out, intent);
            BinaryCodec.writeText(out, size);
            BinaryCodec.writeText(out, industry);
        }
    }

    /** The lead was given to the event's owner on this ground. */
    record Assigned(String ground) implements LeadPayload {
        static Assigned of(EventData data) {
            return new Assigned(data.text(DataMember.GROUND));
        }

        static Assigned read(DataInput in) throws IOException {
            return new Assigned(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, ground);
        }
    }

    /** Nobody could be given the lead. */
    record AssignmentFailed(String reason) implements LeadPayload {
        static AssignmentFailed of(EventData data) {
            return new AssignmentFailed(data.text(DataMember.REASON));
        }

        static AssignmentFailed read(DataInput in) throws IOException {
            return new AssignmentFailed(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, reason);
        }
    }

    /** The lead did something by itself, such as opening a page. */
    record Behavior(String kind) implements LeadPayload {
        static Behavior of(EventData data) {
            return new Behavior(data.text(DataMember.KIND));
        }

        static Behavior read(DataInput in) throws IOException {
            return new Behavior(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, kind);
        }
    }

    /** The CRM put the lead into a tier. */
    record Tiered(String tier) implements LeadPayload {
        static Tiered of(EventData data) {
            return new Tiered(data.text(DataMember.TIER));
        }

        static Tiered read(DataInput in) throws IOException {
            return new Tiered(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, tier);
        }
    }

    /** The lead will not be pursued. */
    record Disqualified(String reason) implements LeadPayload {
        static Disqualified of(EventData data) {
            return new Disqualified(data.text(DataMember.REASON));
        }

        static Disqualified read(DataInput in) throws IOException {
            return new Disqualified(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, reason);
        }
    }

    /** The lead was found to be another one, {@code into}. */
    record Merged(String into) implements LeadPayload {
        static Merged of(EventData data) {
            return new Merged(data.text(DataMember.INTO));
        }

        static Merged read(DataInput in) throws IOException {
            return new Merged(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, into);
        }
    }

    /** The lead was deleted in the CRM. */
    record Deleted(String reason) implements LeadPayload {
        static Deleted of(EventData data) {
            return new Deleted(data.text(DataMember.REASON));
        }

        static Deleted read(DataInput in) throws IOException {
            return new Deleted(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, reason);
        }
    }

    /** The lead was taken from its owner and given to nobody. */
    record Unassigned(String reason) implements LeadPayload {
        static Unassigned of(EventData data) {
            return new Unassigned(data.text(DataMember.REASON));
        }

        static Unassigned read(DataInput in) throws IOException {
            return new Unassigned(BinaryCodec.readText(in));
        }

        @Override
        public void write(DataOutput out) throws IOException {
            BinaryCodec.writeText(out, reason);
        }
    }
}
