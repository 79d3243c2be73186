package dev.crmpulse.metrics.pipeline;

import dev.crmpulse.engine.entity.DealOwner;
import dev.crmpulse.engine.entity.LeadOwner;
import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Family;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** M4: how long each deal stayed in each stage, visit by visit. A deleted deal has no rows. */
public final class StageDwellFold implements Fold<StageDwellFold.State, StageVisit> {
    public static final Metric METRIC = Metric.of(new StageDwellFold(), "engagement")
            .summed(Rollup.of(StageVisit.TYPE).by("stage").counting("next_stage"));

    private static final Set<EventType> READS = EventType.of(Family.LEAD, Family.CONTACT, Family.DEAL);

    private static final String WON = "WON";
    private static final String LOST = "LOST";
    private static final String DELETED = "DELETED";

    /** The deals of one root, and the owner of its lead. */
    static final class State {
        private LeadOwner lead = new LeadOwner();
        private final Map<String, DealPath> deals = new TreeMap<>();
    }

    /** The way of one deal through the stages. */
    private static final class DealPath {
        private String leadId = "";
        private String customerId = "";
        private DealOwner owner = new DealOwner();
        private String lastStage = "";
        private boolean closed;
        private boolean deleted;
        private long createdAt = BinaryCodec.NO_TIME;
        private String ownerAtCreation = "";
        private StageNames names = new StageNames();
        private final List<Visit> visits = new ArrayList<>();

        private void apply(CrmEvent event, String leadOwner, TenantPolicies policies) {
            leadId = leadId.isEmpty() ? event.leadId() : leadId;
            customerId = customerId.isEmpty() ? event.customerId() : customerId;
            owner.apply(event);
            String ownerNow = owner.orOfLead(leadOwner);
            long at = event.timeMillis();
            names.apply(event);
            if (event.payload() instanceof DealPayload.Created deal) {
                if (createdAt == BinaryCodec.NO_TIME) {
                    createdAt = at;
                    ownerAtCreation = ownerNow;
                }
                if (event.clears(DataMember.STAGE)) {
                    lastStage = "";
                }
                if (visits.isEmpty()) {
                    enter(names.spell(deal.stage(), at, policies), ownerNow, at, policies);
                } else {
                    remember(names.spell(deal.stage(), at, policies));
                }
            } else if (event.payload() instanceof DealPayload.StageChanged change) {
                if (visits.isEmpty()
                        && createdAt != BinaryCodec.NO_TIME
                        && !change.to().isEmpty()) {
                    enter(names.spell(change.from(), at, policies), ownerAtCreation, createdAt, policies);
                }
                enter(names.spell(change.to(), at, policies), ownerNow, at, policies);
                if (event.clears(DataMember.TO)) {
                    lastStage = "";
                    if (!closed) {
                        leave("", "", ownerNow, at);
                    }
                }
            } else if (event.payload() instanceof DealPayload.Won) {
                leave(WON, "", ownerNow, at);
                closed = true;
            } else if (event.payload() instanceof DealPayload.Lost lost) {
                leave(LOST, lost.reason(), ownerNow, at);
                closed = true;
            } else if (event.payload() instanceof DealPayload.Deleted) {
                leave(DELETED, "", ownerNow, at);
                closed = true;
                deleted = true;
            } else if (event.payload() instanceof DealPayload.Reopened reopened && closed) {
                closed = false;
                deleted = false;
                if (event.clears(DataMember.STAGE)) {
                    lastStage = "";
                }
                String into = names.spell(reopened.stage(), at, policies);
                enter(into.isEmpty() ? lastStage : into, ownerNow, at, policies);
            }
        }

        private void enter(String stage, String ownerNow, long atMillis, TenantPolicies policies) {
            remember(stage);
            Visit open = open();
            if (stage.isEmpty() || closed || (open != null && StageNames.same(open.stage, stage))) {
                return;
            }
            leave(stage, "", ownerNow, atMillis);
            visits.add(new Visit(stage, ownerNow, directionInto(stage, atMillis, policies), atMillis));
        }

        private Direction directionInto(String stage, long atMillis, TenantPolicies policies) {
            if (visits.isEmpty()) {
                return Direction.FORWARD;
            }
            return visits.stream().anyMatch(visit -> StageNames.same(visit.stage, stage))
                    ? Direction.BACK
                    : Direction.of(visits.get(visits.size() - 1).stage, stage, atMillis, policies);
        }

        private void remember(String stage) {
            lastStage = stage.isEmpty() ? lastStage : stage;
        }

        private void leave(String nextStage, String lossReason, String ownerNow, long atMillis) {
            Visit open = open();
            if (open != null) {
                open.endedAt = atMillis;
                open.ownerAtExit = ownerNow;
                open.nextStage = nextStage;
                open.lossReason = lossReason;
            }
        }

        private Visit open() {
            Visit last = visits.isEmpty() ? null : visits.get(visits.size() - 1);
            return last == null || last.endedAt != BinaryCodec.NO_TIME ? null : last;
        }
    }

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

    @Override
    public String metric() {
        return "M4";
    }

    @Override
    public FactType<StageVisit> factType() {
        return StageVisit.TYPE;
    }

    @Override
    public Set<EventType> reads() {
        return READS;
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void apply(State state, CrmEvent event, TenantPolicies policies) {
        state.lead.apply(event);
        if (DealEvents.concernsDeal(event)) {
            state.deals
                    .computeIfAbsent(event.dealId(), id -> new DealPath())
                    .apply(event, state.lead.owner(), policies);
        }
    }

    @Override
    public void facts(State state, EntityKey root, Consumer<StageVisit> facts) {
        state.deals.forEach((id, deal) -> {
            int visitNo = 0;
            for (Visit visit : deal.deleted ? List.<Visit>of() : deal.visits) {
                visitNo++;
                facts.accept(new StageVisit(
                        new FactSubject(root.tenant(), deal.leadId, id, deal.customerId),
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
        });
    }

    @Override
    public boolean closed(State state) {
        return state.deals.values().stream().allMatch(deal -> deal.closed);
    }

    @Override
    public void write(State state, DataOutput out) throws IOException {
        state.lead.write(out);
        BinaryCodec.writeVarLong(out, state.deals.size());
        for (Map.Entry<String, DealPath> entry : state.deals.entrySet()) {
            DealPath deal = entry.getValue();
            BinaryCodec.writeText(out, entry.getKey());
            BinaryCodec.writeText(out, deal.leadId);
            BinaryCodec.writeText(out, deal.customerId);
            deal.owner.write(out);
            BinaryCodec.writeText(out, deal.lastStage);
            out.writeBoolean(deal.closed);
            out.writeBoolean(deal.deleted);
            BinaryCodec.writeTime(out, deal.createdAt);
            BinaryCodec.writeText(out, deal.ownerAtCreation);
            deal.names.write(out);
            BinaryCodec.writeVarLong(out, deal.visits.size());
            for (Visit visit : deal.visits) {
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
    }

    @Override
    public State read(DataInput in) throws IOException {
        State state = new State();
        state.lead = LeadOwner.read(in);
        for (long left = BinaryCodec.readVarLong(in); left > 0; left--) {
            DealPath deal = new DealPath();
            state.deals.put(BinaryCodec.readText(in), deal);
            deal.leadId = BinaryCodec.readText(in);
            deal.customerId = BinaryCodec.readText(in);
            deal.owner = DealOwner.read(in);
            deal.lastStage = BinaryCodec.readText(in);
            deal.closed = in.readBoolean();
            deal.deleted = in.readBoolean();
            deal.createdAt = BinaryCodec.readTime(in);
            deal.ownerAtCreation = BinaryCodec.readText(in);
            deal.names = StageNames.read(in);
            for (long visits = BinaryCodec.readVarLong(in); visits > 0; visits--) {
                Visit visit = new Visit(
                        BinaryCodec.readText(in),
                        BinaryCodec.readText(in),
                        Direction.ofCode(in.readUnsignedByte()),
                        in.readLong());
                visit.endedAt = BinaryCodec.readTime(in);
                visit.ownerAtExit = BinaryCodec.readText(in);
                visit.nextStage = BinaryCodec.readText(in);
                visit.lossReason = BinaryCodec.readText(in);
                deal.visits.add(visit);
            }
        }
        return state;
    }
}
