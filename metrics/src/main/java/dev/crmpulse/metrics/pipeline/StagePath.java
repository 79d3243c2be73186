package dev.crmpulse.metrics.pipeline;

import dev.crmpulse.engine.entity.TrackedEntity;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The way of one deal through the stages. */
final class StagePath implements BinaryState {
    private static final String WON = "WON";
    private static final String LOST = "LOST";
    private static final String DELETED = "DELETED";

    private String lastStage = "";
    private long createdAt = BinaryCodec.NO_TIME;
    private String ownerAtCreation = "";
    private final StageNames names = new StageNames();
    private final List<Visit> visits = new ArrayList<>();

    private static final class Visit implements BinaryState {
        private String stage = "";
        private String owner = "";
        private Direction direction = Direction.FORWARD;
        private long startedAt;
        private long endedAt = BinaryCodec.NO_TIME;
        private String ownerAtExit = "";
        private String nextStage = "";
        private String lossReason = "";

        /** One to be read. */
        private Visit() {}

        private Visit(String stage, String owner, Direction direction, long startedAt) {
            this.stage = stage;
            this.owner = owner;
            this.direction = direction;
            this.startedAt = startedAt;
        }

        @Override
        public void fields(BinaryFields f) throws IOException {
            stage = f.text(stage);
            owner = f.text(owner);
            direction = f.code(direction, Direction.CODES);
            startedAt = f.fixedLong(startedAt);
            endedAt = f.time(endedAt);
            ownerAtExit = f.text(ownerAtExit);
            nextStage = f.text(nextStage);
            lossReason = f.text(lossReason);
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

    @Override
    public void fields(BinaryFields f) throws IOException {
        lastStage = f.text(lastStage);
        createdAt = f.time(createdAt);
        ownerAtCreation = f.text(ownerAtCreation);
        names.fields(f);
        f.list(visits, Visit::new);
    }
}
