package dev.crmpulse.metrics.sla;

import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.EventCondition;
import dev.crmpulse.engine.policy.EventConditions;
import dev.crmpulse.engine.policy.PlannedDate;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.policy.SlaPolicy.ClockTime;
import dev.crmpulse.engine.policy.SlaPolicy.Episodes;
import dev.crmpulse.engine.policy.SlaPolicy.EscalationLevel;
import dev.crmpulse.engine.policy.SlaPolicy.WhenKept;
import dev.crmpulse.engine.policy.Span;
import java.util.Arrays;
import java.util.List;

/** Writes down an SLA for a test; what is not said is the simplest: once, in literal time, for every tenant. */
public final class TestSla {
    private final String id;
    private final Entity entity;
    private PolicyHead head;
    private EventConditions start = EventConditions.NONE;
    private EventConditions stop = EventConditions.NONE;
    private EventConditions pause = EventConditions.NONE;
    private EventConditions resume = EventConditions.NONE;
    private EventConditions cancel = EventConditions.NONE;
    private PlannedDate planned = PlannedDate.NONE;
    private ClockTime time = ClockTime.LITERAL;
    private String calendarId = "";
    private Episodes episodes = Episodes.ONCE;
    private WhenKept whenKept = WhenKept.REST;

    private TestSla(String id, Entity entity) {
        this.id = id;
        this.entity = entity;
        this.head = PolicyHead.general(id, 1);
    }

    public static TestSla toLead(String id) {
        return new TestSla(id, Entity.LEAD);
    }

    public static TestSla forDeal(String id) {
        return new TestSla(id, Entity.DEAL);
    }

    public static TestSla forTicket(String id) {
        return new TestSla(id, Entity.TICKET);
    }

    public static TestSla forCustomer(String id) {
        return new TestSla(id, Entity.CUSTOMER);
    }

    public TestSla version(int version, long effectiveFromMillis) {
        return version(Policy.EVERY_TENANT, version, effectiveFromMillis);
    }

    TestSla version(String tenant, int version, long effectiveFromMillis) {
        head = new PolicyHead(tenant, id, version, effectiveFromMillis);
        return this;
    }

    public TestSla startedBy(EventType type, EventType... more) {
        return startedBy(EventCondition.of(type, more));
    }

    public TestSla startedBy(EventCondition... conditions) {
        start = EventConditions.anyOf(conditions);
        return this;
    }

    public TestSla stoppedBy(EventType type, EventType... more) {
        return stoppedBy(EventCondition.of(type, more));
    }

    public TestSla stoppedBy(EventCondition... conditions) {
        stop = EventConditions.anyOf(conditions);
        return this;
    }

    public TestSla pausedBy(EventCondition... conditions) {
        pause = EventConditions.anyOf(conditions);
        return this;
    }

    public TestSla resumedBy(EventCondition... conditions) {
        resume = EventConditions.anyOf(conditions);
        return this;
    }

    public TestSla cancelledBy(EventType type, EventType... more) {
        cancel = EventConditions.anyOf(EventCondition.of(type, more));
        return this;
    }

    /** Due by the date that its start names. */
    public TestSla planned() {
        planned = PlannedDate.NEXT_STEP_AT;
        return this;
    }

    /** Counted on a calendar; an empty id is the tenant's own. */
    public TestSla onCalendar(String newCalendarId) {
        time = ClockTime.BUSINESS;
        calendarId = newCalendarId;
        return this;
    }

    public TestSla episodes(Episodes newEpisodes) {
        episodes = newEpisodes;
        return this;
    }

    public TestSla repeating() {
        whenKept = WhenKept.REPEAT;
        return this;
    }

    /** With levels that are named after their targets. */
    public SlaPolicy due(String... targets) {
        List<EscalationLevel> levels = Arrays.stream(targets)
                .map(target -> new EscalationLevel("in " + target, Span.parse(target)))
                .toList();
        return new SlaPolicy(
                head,
                entity,
                start,
                stop,
                pause,
                resume,
                cancel,
                planned,
                time,
                calendarId,
                episodes,
                whenKept,
                levels);
    }
}
