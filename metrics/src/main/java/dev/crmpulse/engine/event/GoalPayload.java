package dev.crmpulse.engine.event;

import java.io.IOException;
import java.math.BigDecimal;

/** Payloads of goals, and of what a person was given or reached. */
public sealed interface GoalPayload extends Payload {
    /** A goal for a person or team: {@code mode} is absolute or uplift on the baseline. */
    record TargetSet(
            String scope,
            String kind,
            String mode,
            BigDecimal baseline,
            BigDecimal amount,
            String currency,
            String dueAt)
            implements GoalPayload {
        static TargetSet of(EventData data) {
            return new TargetSet(
                    data.text(DataMember.SCOPE),
                    data.text(DataMember.KIND),
                    data.text(DataMember.MODE),
                    data.decimal(DataMember.BASELINE),
                    data.decimal(DataMember.AMOUNT),
                    data.text(DataMember.CURRENCY),
                    data.date(DataMember.DUE_AT));
        }

        @Override
        public String date(DataMember member) {
            return member == DataMember.DUE_AT ? dueAt : "";
        }

        @Override
        public TargetSet fields(BinaryFields f) throws IOException {
            return new TargetSet(
                    f.text(scope),
                    f.text(kind),
                    f.text(mode),
                    f.decimal(baseline),
                    f.decimal(amount),
                    f.text(currency),
                    f.text(dueAt));
        }
    }

    /** A recognition, a sanction, an adopted suggestion or a training, with its status. */
    record Given(String kind, String status, String reason) implements GoalPayload {
        static Given of(EventData data) {
            return new Given(data.text(DataMember.KIND), data.text(DataMember.STATUS), data.text(DataMember.REASON));
        }

        @Override
        public Given fields(BinaryFields f) throws IOException {
            return new Given(f.text(kind), f.text(status), f.text(reason));
        }
    }

    /** The person has another grade. */
    record Promoted(String from, String to) implements GoalPayload {
        static Promoted of(EventData data) {
            return new Promoted(data.text(DataMember.FROM), data.text(DataMember.TO));
        }

        @Override
        public Promoted fields(BinaryFields f) throws IOException {
            return new Promoted(f.text(from), f.text(to));
        }
    }

    /** An employee answered. */
    record Surveyed(String topic, BigDecimal score) implements GoalPayload {
        static Surveyed of(EventData data) {
            return new Surveyed(data.text(DataMember.TOPIC), data.decimal(DataMember.SCORE));
        }

        @Override
        public Surveyed fields(BinaryFields f) throws IOException {
            return new Surveyed(f.text(topic), f.decimal(score));
        }
    }

    /** Somebody changed a score by so much, for a reason: that of a scorecard, or of all where the scope is empty. */
    record ScoreAdjusted(BigDecimal score, String reason, String scope) implements GoalPayload {
        static ScoreAdjusted of(EventData data) {
            return new ScoreAdjusted(
                    data.decimal(DataMember.SCORE), data.text(DataMember.REASON), data.text(DataMember.SCOPE));
        }

        @Override
        public ScoreAdjusted fields(BinaryFields f) throws IOException {
            return new ScoreAdjusted(
                    f.decimal(score),
                    f.text(reason),
                    f.since(CrmEventCodec.SCORECARD_OF_ADJUSTMENT) ? f.text(scope) : "");
        }
    }
}
