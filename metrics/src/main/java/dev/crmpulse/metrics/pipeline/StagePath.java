package dev.crmpulse.metrics.pipeline;

import dev.crmpulse.engine.entity.StateCodec;
import dev.crmpulse.engine.entity.TrackedEntity;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The way of one deal through the stages. */
final class StagePath {
    private static final String WON = "WON";
    private static final String LOST = "LOST";
    private static final String DELETED = "DELETED";

    private String lastStage = "";
    private long createdAt = BinaryCodec.NO_TIME;
    private String ownerAtCreation = "";
    private StageNames names = new StageNames();
    private final List<Visit> visits = new ArrayList<>();

    private static final class Visit {
        private final String stage;
        private final String owner;
        private final Direction direction;
        private final long startedAt;
        private long endedAt = BinaryCodec.NO_TIME;
        private String ownerAtExit = "";
        private String nextStage = "";
        private String lossReason = "";

        private Visit(String stage, String owner, Direction direction, long startedAt) {
            this.stage = stage;
            this.owner = owner;
            this.direction = direction;
            this.startedAt = startedAt;
        }
    }

    /** In state. */
    static final class Codec implements StateCodec<StagePath> {
        @Override
        public void write(StagePath path, DataOutput out) throws IOException {
            BinaryCodec.writeText(out, path.lastStage);
            BinaryCodec.writeTime(out, path.createdAt);
            BinaryCodec.writeText(out, path.ownerAtCreation);
            path.names.write(out);
            BinaryCodec.writeVarLong(out, path.visits.size());
            for (Visit visit : path.visits) {
                BinaryCodec.writeText(out, visit.stage);
                BinaryCodec.writeText(out, visit.owner);
                out.writeByte(visit.direction.code());
                out.writeLong(visit.startedAt);
                BinaryCodec.writeTime(out, visit.endedAt);
                BinaryCodec.writeText(out, visit.ownerAtExit);
                BinaryCodec.writeText(out, visit.nextStage);
                BinaryCodec.writeText(out, visit.lossReason);
            }
        }

        @Override
        public StagePath read(DataInput in) throws IOException {
            StagePath path = new StagePath();
            path.lastStage = BinaryCodec.readText(in);
            path.createdAt = BinaryCodec.readTime(in);
            path.ownerAtCreation = BinaryCodec.readText(in);
            path.names = StageNames.read(in);
            for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
                Visit visit = new Visit(
                        BinaryCodec.readText(in),
                        BinaryCodec.readText(in),
                        Direction.ofCode(in.readUnsignedByte()),
                        in.readLong());
                visit.endedAt = BinaryCodec.readTime(in);
                visit.ownerAtExit = BinaryCodec.readText(in);
                visit.nextStage = BinaryCodec.readText(in);
                visit.lossReason = BinaryCodec.readText(in);
                path.visits.add(visit);
            }
            return path;
        }
    }

    /** Takes in an event of the deal, after the deal itself did. */
    void apply(CrmEvent event, TrackedEntity<StagePath> deal, TenantPolicies policies) {
        long at = event.timeMillis();
        names.apply(event);
        if (event.payload() instanceof DealPayload.Created created) {
            if (createdAt == BinaryCodec.NO_TIME) {
                createdAt = at;
                ownerAtCreation = deal.owner();
            }
            clearStage(event, DataMember.STAGE);
            String stage = names.spell(created.stage(), at, policies);
            if (visits.isEmpty()) {
                enter(stage, deal.owner(), at, deal, policies);
            } else {
                note(stage);
            }
        } else if (event.payload() instanceof DealPayload.StageChanged change) {
            if (visits.isEmpty()
                    && createdAt != BinaryCodec.NO_TIME
                    && !change.to().isEmpty()) {
                enter(names.spell(change.from(), at, policies), ownerAtCreation, createdAt, deal, policies);
            }
            enter(names.spell(change.to(), at, policies), deal.owner(), at, deal, policies);
            if (clearStage(event, DataMember.TO)) {
                leave("", "", deal.owner(), at);
            }
        } else if (event.payload() instanceof DealPayload.Won) {
            leave(WON, "", deal.owner(), at);
        } else if (event.payload() instanceof DealPayload.Lost lost) {
            leave(LOST, lost.reason(), deal.owner(), at);
        } else if (event.payload() instanceof DealPayload.Deleted) {
            leave(DELETED, "", deal.owner(), at);
        } else if (event.payload() instanceof DealPayload.Reopened reopened && deal.wasClosed()) {
            clearStage(event, DataMember.STAGE);
            String into = names.spell(reopened.stage(), at, policies);
            enter(into.isEmpty() ? lastStage : into, deal.owner(), at, deal, policies);
        }
    }

    private boolean clearStage(CrmEvent event, DataMember member) {
        boolean clears = event.clears(member);
        lastStage = clears ? "" : lastStage;
        return clears;
    }

    private void note(String stage) {
        lastStage = stage.isEmpty() ? lastStage : stage;
    }

    /** Ends the open visit and begins another one, unless it is the same stage or the deal is closed. */
    private void enter(String stage, String owner, long atMillis, TrackedEntity<?> deal, TenantPolicies policies) {
        note(stage);
        Visit open = open();
        if (stage.isEmpty() || deal.isClosed() || (open != null && StageNames.same(open.stage, stage))) {
            return;
        }
        leave(stage, "", owner, atMillis);
        visits.add(new Visit(stage, owner, directionInto(stage, atMillis, policies), atMillis));
    }

    private Direction directionInto(String stage, long atMillis, TenantPolicies policies) {
        if (visits.isEmpty()) {
            return Direction.FORWARD;
        }
        return visits.stream().anyMatch(visit -> StageNames.same(visit.stage, stage))
                ? Direction.BACK
                : Direction.of(visits.get(visits.size() - 1).stage, stage, atMillis, policies);
    }

    private void leave(String nextStage, String lossReason, String owner, long atMillis) {
        Visit open = open();
        if (open != null) {
            open.endedAt = atMillis;
            open.ownerAtExit = owner;
            open.nextStage = nextStage;
            open.lossReason = lossReason;
        }
    }

    private Visit open() {
        Visit last = visits.isEmpty() ? null : visits.get(visits.size() - 1);
        return last == null || last.endedAt != BinaryCodec.NO_TIME ? null : last;
    }

    void facts(FactSubject subject, Consumer<StageVisit> facts) {
        int visitNo = 0;
        for (Visit visit : visits) {
            visitNo++;
            facts.accept(new StageVisit(
                    subject,
                    visitNo,
                    visit.stage,
                    visit.owner,
                    visit.ownerAtExit,
                    visit.direction.label(),
                    visit.nextStage,
                    visit.lossReason,
                    visit.startedAt,
                    BinaryCodec.orNull(visit.endedAt)));
        }
    }
}
