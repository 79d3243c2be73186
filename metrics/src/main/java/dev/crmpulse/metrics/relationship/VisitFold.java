package dev.crmpulse.metrics.relationship;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.RelationshipPayload.VisitCompleted;
import dev.crmpulse.engine.event.RelationshipPayload.VisitPlanned;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.PlannedDate;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.rollup.Rollup;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** M22: which visits were planned, took place, and were effective. */
public final class VisitFold implements Fold<VisitFold.State, Visit> {
    public static final Metric METRIC = Metric.of(new VisitFold(), "customer")
            .summed(Rollup.of(Visit.TYPE).by("kind").counting("effective"));

    private static final Set<EventType> READS = Set.of(EventType.VISIT_PLANNED, EventType.VISIT_COMPLETED);

    /** The visits to one customer, in the order of their first events. */
    static final class State implements BinaryState {
        private final List<Visit.Remembered> visits = new ArrayList<>();

        /** The visit that an event is about; without an id each event is about one of its own. */
        private Visit.Remembered visit(String visitId, long atMillis) {
            for (Visit.Remembered visit : visits) {
                if (!visitId.isEmpty() && visit.visitId.equals(visitId)) {
                    return visit;
                }
            }
            Visit.Remembered visit = new Visit.Remembered();
            visit.visitId = visitId;
            visit.startedAt = atMillis;
            visits.add(visit);
            return visit;
        }

        private void plan(CrmEvent event, VisitPlanned planned, TenantPolicies policies) {
            Visit.Remembered visit = visit(planned.visitId(), event.timeMillis());
            if (visit.isCompleted()) {
                return;
            }
            describe(visit, event, planned.kind());
            visit.planned = true;
            Long date = PlannedDate.PLANNED_AT.of(
                    event, policies.profile(event.timeMillis()).zone());
            if (date != null) {
                visit.plannedAt = date;
            } else if (PlannedDate.PLANNED_AT.isClearedBy(event)) {
                visit.plannedAt = BinaryCodec.NO_TIME;
            }
        }

        private void complete(CrmEvent event, VisitCompleted completed) {
            Visit.Remembered visit = visit(completed.visitId(), event.timeMillis());
            if (!visit.isCompleted()) {
                describe(visit, event, completed.kind());
                visit.effective = completed.effective();
                visit.completedAt = event.timeMillis();
            }
        }

        private static void describe(Visit.Remembered visit, CrmEvent event, String kind) {
            visit.kind = kind.isEmpty() ? visit.kind : kind;
            if (!event.owner().isEmpty() || event.clears(DataMember.OWNER)) {
                visit.owner = event.owner();
            }
        }

        @Override
        public void fields(BinaryFields f) throws IOException {
            f.list(visits, Visit.Remembered::new);
        }
    }

    @Override
    public String metric() {
        return "M22";
    }

    @Override
    public FactType<Visit> factType() {
        return Visit.TYPE;
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
        if (event.payload() instanceof VisitPlanned planned) {
            state.plan(event, planned, policies);
        } else if (event.payload() instanceof VisitCompleted completed) {
            state.complete(event, completed);
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<Visit> facts) {
        if (key.customerId().isEmpty()) {
            return;
        }
        int visitNo = 0;
        for (Visit.Remembered visit : state.visits) {
            visitNo++;
            facts.accept(visit.fact(key, visitNo));
        }
    }

    @Override
    public boolean closed(State state) {
        return state.visits.stream().allMatch(Visit.Remembered::isCompleted);
    }
}
