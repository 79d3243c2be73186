package dev.crmpulse.engine.event;

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

        @Override
        public Created fields(BinaryFields f) throws IOException {
            return new Created(
                    f.text(channel), f.text(campaign), f.decimal(cost), f.text(intent), f.text(size), f.text(industry));
        }
    }

    /**
     * The lead was given to the event's owner on this ground.
     *
     * @param rule the rule of assignment that decided
     * @param region of the lead
     * @param line product line of the lead
     * @param preferred the person whom the customer asked for
     */
    record Assigned(String ground, String rule, String region, String line, String preferred) implements LeadPayload {
        private static final String MANUAL = "manual";

        static Assigned of(EventData data) {
            return new Assigned(
                    data.text(DataMember.GROUND),
                    data.text(DataMember.RULE),
                    data.text(DataMember.REGION),
                    data.text(DataMember.LINE),
                    data.text(DataMember.PREFERRED));
        }

        /** Whether a person decided, and no rule. */
        public boolean isByHand() {
            return ground.equals(MANUAL);
        }

        @Override
        public Assigned fields(BinaryFields f) throws IOException {
            return new Assigned(f.text(ground), f.text(rule), f.text(region), f.text(line), f.text(preferred));
        }
    }

    /** Nobody could be given the lead. */
    record AssignmentFailed(String reason, String rule, String region, String line) implements LeadPayload {
        static AssignmentFailed of(EventData data) {
            return new AssignmentFailed(
                    data.text(DataMember.REASON),
                    data.text(DataMember.RULE),
                    data.text(DataMember.REGION),
                    data.text(DataMember.LINE));
        }

        @Override
        public AssignmentFailed fields(BinaryFields f) throws IOException {
            return new AssignmentFailed(f.text(reason), f.text(rule), f.text(region), f.text(line));
        }
    }

    /** The lead did something by itself, such as opening a page. */
    record Behavior(String kind) implements LeadPayload {
        static Behavior of(EventData data) {
            return new Behavior(data.text(DataMember.KIND));
        }

        @Override
        public Behavior fields(BinaryFields f) throws IOException {
            return new Behavior(f.text(kind));
        }
    }

    /** The CRM put the lead into a tier. */
    record Tiered(String tier) implements LeadPayload {
        static Tiered of(EventData data) {
            return new Tiered(data.text(DataMember.TIER));
        }

        @Override
        public Tiered fields(BinaryFields f) throws IOException {
            return new Tiered(f.text(tier));
        }
    }

    /** The lead will not be pursued. */
    record Disqualified(String reason) implements LeadPayload {
        static Disqualified of(EventData data) {
            return new Disqualified(data.text(DataMember.REASON));
        }

        @Override
        public Disqualified fields(BinaryFields f) throws IOException {
            return new Disqualified(f.text(reason));
        }
    }

    /** The lead was found to be another one, {@code into}. */
    record Merged(String into) implements LeadPayload {
        static Merged of(EventData data) {
            return new Merged(data.text(DataMember.INTO));
        }

        @Override
        public Merged fields(BinaryFields f) throws IOException {
            return new Merged(f.text(into));
        }
    }

    /** The lead was deleted in the CRM. */
    record Deleted(String reason) implements LeadPayload {
        static Deleted of(EventData data) {
            return new Deleted(data.text(DataMember.REASON));
        }

        @Override
        public Deleted fields(BinaryFields f) throws IOException {
            return new Deleted(f.text(reason));
        }
    }

    /** The lead was taken from its owner and given to nobody. */
    record Unassigned(String reason) implements LeadPayload {
        static Unassigned of(EventData data) {
            return new Unassigned(data.text(DataMember.REASON));
        }

        @Override
        public Unassigned fields(BinaryFields f) throws IOException {
            return new Unassigned(f.text(reason));
        }
    }
}
