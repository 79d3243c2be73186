package dev.crmpulse.metrics.pipeline;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactId;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;

/** One visit of a deal to a stage. Times are milliseconds since 1970 UTC. */
public record StageVisit(
        FactSubject subject,
        int visitNo,
        String stage,
        String owner,
        String ownerAtExit,
        String direction,
        String nextStage,
        String lossReason,
        long startedAt,
        Long endedAt)
        implements Fact {

    public static final FactType<StageVisit> TYPE = FactType.<StageVisit>named(
                    "stage_visit", 1, "One visit of a deal to a stage (M4)")
            .column("deal_id", TEXT, "The deal", visit -> visit.subject.dealId())
            .column("lead_id", TEXT, "The lead it came from, empty if unknown", visit -> visit.subject.leadId())
            .column("customer_id", TEXT, "The customer, empty if unknown", visit -> visit.subject.customerId())
            .column("visit_no", COUNT, "Counts the visits of the deal from 1", StageVisit::visitNo)
            .column("stage", LABEL, "The stage", StageVisit::stage)
            .column("owner", TEXT, "Owner of the deal on entry", StageVisit::owner)
            .column("owner_at_exit", TEXT, "Owner of the deal on exit, empty while open", StageVisit::ownerAtExit)
            .column("ended_at", NULLABLE_TIME, "When the deal left the stage, NULL while in it", StageVisit::endedAt)
            .column(
                    "direction",
                    LABEL,
                    "forward, skip (over a stage of the funnel) or back (where it was before, or earlier in it)",
                    v -> v.direction)
            .column(
                    "next_stage",
                    LABEL,
                    "Where it went: a stage, WON, LOST or DELETED; empty while open, or where it went to none",
                    StageVisit::nextStage)
            .column("loss_reason", LABEL, "Why the deal was lost where that ended the visit", StageVisit::lossReason)
            .duration("Entry to exit", StageVisit::endedAt)
            .computed(
                    "stage_key",
                    "The stage in small letters, to group by across deals: where no funnel names a stage, each deal spells it in its own way",
                    "lowerUTF8(stage)")
            .alias("entered_at", "started_at")
            .alias("exited_at", "ended_at")
            .openSeconds("ended_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("ended_at")
            .build();

    @Override
    public String tenant() {
        return subject.tenant();
    }

    @Override
    public String id() {
        return FactId.ofDeal(subject.leadId(), subject.dealId()) + '/' + visitNo;
    }
}
