package dev.crmpulse.metrics.people;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.PeoplePayload.Changed;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** People: who belonged where since when. */
public final class PeopleFold implements Fold<PeopleFold.State, Person> {
    public static final Metric METRIC = Metric.of(new PeopleFold(), "people");

    private static final Set<EventType> READS = Set.of(EventType.REP_CHANGED);

    private static final String LEFT = "left";

    /** What was true of one person after each change, the earliest first. */
    static final class State implements BinaryState {
        private final List<Standing> standings = new ArrayList<>();

        @Override
        public void fields(BinaryFields f) throws IOException {
            f.values(standings, Standing.UNKNOWN);
        }

        private Standing last() {
            return standings.isEmpty() ? Standing.UNKNOWN : standings.get(standings.size() - 1);
        }
    }

    private record Standing(
            long startedAt, String team, String manager, String region, String role, String status, String line)
            implements BinaryValue<Standing> {
        private static final Standing UNKNOWN = new Standing(0, "", "", "", "", "", "");

        private Standing after(Changed change, CrmEvent event) {
            return new Standing(
                    event.timeMillis(),
                    kept(change.team(), team, event.clears(DataMember.TEAM)),
                    kept(change.manager(), manager, event.clears(DataMember.MANAGER)),
                    kept(change.region(), region, event.clears(DataMember.REGION)),
                    kept(change.role(), role, event.clears(DataMember.ROLE)),
                    kept(change.status(), status, event.clears(DataMember.STATUS)),
                    kept(change.line(), line, event.clears(DataMember.LINE)));
        }

        @Override
        public Standing fields(BinaryFields f) throws IOException {
            return new Standing(
                    f.fixedLong(startedAt),
                    f.text(team),
                    f.text(manager),
                    f.text(region),
                    f.text(role),
                    f.text(status),
                    f.text(line));
        }

        private static String kept(String now, String before, boolean cleared) {
            return now.isEmpty() && !cleared ? before : now;
        }
    }

    @Override
    public String metric() {
        return "people";
    }

    @Override
    public FactType<Person> factType() {
        return Person.TYPE;
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
        if (event.payload() instanceof Changed change) {
            state.standings.add(state.last().after(change, event));
        }
    }

    @Override
    public void facts(State state, EntityKey key, Consumer<Person> facts) {
        if (key.repId().isEmpty()) {
            return;
        }
        int changeNo = 0;
        for (Standing standing : state.standings) {
            changeNo++;
            facts.accept(new Person(
                    key.tenant(),
                    key.repId(),
                    changeNo,
                    standing.team,
                    standing.manager,
                    standing.region,
                    standing.role,
                    standing.status,
                    standing.line,
                    standing.startedAt));
        }
    }

    /** What is known of a person holds until the next change, be it years later, or until the person has left. */
    @Override
    public boolean closed(State state) {
        return state.standings.isEmpty() || state.last().status.equals(LEFT);
    }
}
