package dev.crmpulse.metrics.relationship;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactId;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.ViewColumn;
import java.io.IOException;

/**
 * One visit to a customer. Times are milliseconds since 1970 UTC, null while they lie ahead.
 *
 * @param key of the customer
 * @param visitNo counts the visits to the customer from 1
 * @param planned whether it was planned before it took place
 * @param plannedAt for when, null where no date is in force
 * @param startedAt when it was planned; when it took place, where it was not
 * @param endedAt when it took place
 */
public record Visit(
        EntityKey key,
        int visitNo,
        String visitId,
        String owner,
        String kind,
        boolean planned,
        Long plannedAt,
        Flag effective,
        long startedAt,
        Long endedAt)
        implements Fact {

    public static final FactType<Visit> TYPE = FactType.<Visit>named(
                    "visit", 1, "One visit to a customer, planned or not, until it took place (M22)")
            .column("customer_id", TEXT, "The customer", v -> v.key.customerId())
            .column("visit_no", COUNT, "Counts the visits to the customer from 1", Visit::visitNo)
            .column("visit_id", TEXT, "The visit, empty if it was not named", Visit::visitId)
            .column("owner", TEXT, "Whose visit it is, empty if unknown", Visit::owner)
            .column("kind", LABEL, "Kind of visit, empty if not given", Visit::kind)
            .column(
                    "is_planned",
                    COUNT,
                    "1 where it was planned before it took place, else 0",
                    visit -> visit.planned ? 1 : 0)
            .column("planned_at", NULLABLE_TIME, "For when it is planned, NULL if for no date", Visit::plannedAt)
            .column("effective", LABEL, "yes or no: whether it reached its purpose; else empty", Visit::effectiveLabel)
            .column("ended_at", NULLABLE_TIME, "When it took place, NULL while it did not", Visit::endedAt)
            .duration("Planned to completed", Visit::endedAt)
            .alias("completed_at", "ended_at")
            .computed(
                    "is_missed",
                    "1 where its date has passed without it, else 0",
                    "ended_at IS NULL AND ifNull(" + ViewColumn.HORIZON + " > planned_at, false)")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at")
            .build();

    @Override
    public String tenant() {
        return key.tenant();
    }

    @Override
    public String id() {
        return FactId.part(key.customerId()) + '/' + visitNo;
    }

    private String effectiveLabel() {
        return switch (effective) {
            case YES -> "yes";
            case NO -> "no";
            case UNKNOWN -> "";
        };
    }

    /** One visit as it is remembered with its customer. */
    static final class Remembered implements BinaryState {
        String visitId = "";
        String owner = "";
        String kind = "";
        boolean planned;
        long plannedAt = BinaryCodec.NO_TIME;
        Flag effective = Flag.UNKNOWN;
        long startedAt;
        long completedAt = BinaryCodec.NO_TIME;

        boolean isCompleted() {
            return completedAt != BinaryCodec.NO_TIME;
        }

        @Override
        public void fields(BinaryFields f) throws IOException {
            visitId = f.text(visitId);
            owner = f.text(owner);
            kind = f.text(kind);
            planned = f.flag(planned);
            plannedAt = f.time(plannedAt);
            effective = f.code(effective, Flag.CODES);
            startedAt = f.fixedLong(startedAt);
            completedAt = f.time(completedAt);
        }

        Visit fact(EntityKey key, int visitNo) {
            return new Visit(
                    key,
                    visitNo,
                    visitId,
                    owner,
                    kind,
                    planned,
                    BinaryCodec.orNull(plannedAt),
                    effective,
                    startedAt,
                    BinaryCodec.orNull(completedAt));
        }
    }
}
