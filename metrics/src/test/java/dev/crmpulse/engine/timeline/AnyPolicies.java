package dev.crmpulse.engine.timeline;

import static dev.crmpulse.engine.event.EventType.ACTIVITY_LOGGED;
import static dev.crmpulse.engine.event.EventType.DEAL_AMOUNT_CHANGED;
import static dev.crmpulse.engine.event.EventType.DEAL_CREATED;
import static dev.crmpulse.engine.event.EventType.DEAL_LOST;
import static dev.crmpulse.engine.event.EventType.DEAL_OWNER_CHANGED;
import static dev.crmpulse.engine.event.EventType.DEAL_REOPENED;
import static dev.crmpulse.engine.event.EventType.DEAL_STAGE_CHANGED;
import static dev.crmpulse.engine.event.EventType.DEAL_WON;
import static dev.crmpulse.engine.event.EventType.LEAD_ASSIGNED;
import static dev.crmpulse.engine.event.EventType.LEAD_BEHAVIOR;
import static dev.crmpulse.engine.event.EventType.LEAD_CREATED;
import static dev.crmpulse.engine.event.EventType.LEAD_DELETED;
import static dev.crmpulse.engine.event.EventType.LEAD_DISQUALIFIED;
import static dev.crmpulse.engine.event.EventType.LEAD_MERGED;
import static dev.crmpulse.engine.event.EventType.MESSAGE_RECEIVED;
import static dev.crmpulse.engine.event.EventType.MESSAGE_SENT;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.policy.CalendarPolicy;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.EventCondition;
import dev.crmpulse.engine.policy.EventConditions;
import dev.crmpulse.engine.policy.EventField;
import dev.crmpulse.engine.policy.FunnelPolicy;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelOrder;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelStep;
import dev.crmpulse.engine.policy.InteractionType;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.policy.SlaPolicy.Episodes;
import dev.crmpulse.engine.policy.Span;
import dev.crmpulse.engine.policy.TenantPolicy;
import dev.crmpulse.engine.policy.TierPolicy;
import dev.crmpulse.engine.policy.TierPolicy.TierRule;
import dev.crmpulse.engine.policy.TierPolicy.TierThreshold;
import dev.crmpulse.metrics.sla.TestSla;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Policies under which {@link AnyHistory} meets every rule: short targets, so that deadlines fall between its events and
 * onto them; hours with a break; versions that change on the way.
 */
final class AnyPolicies {
    static final Policies IN_FORCE = Policies.of(List.of(
            calendar(1, hoursLater(0), "09:00-10:00", "10:30-12:30"),
            calendar(2, hoursLater(3), "09:30-13:00"),
            profile(1, 0, "shift", ZoneOffset.UTC),
            profile(2, hoursLater(4), "", ZoneId.of("Asia/Shanghai")),
            answer(1, 0, "0 h", "30 min", "1 h"),
            answer(2, hoursLater(2), "15 min"),
            answerInOfficeHours(),
            touch(),
            progress(1, 0).repeating().due("1 h"),
            progress(2, hoursLater(3)).due("1 h"),
            offer(),
            nextStep(),
            scoring(1, hoursLater(1), 20),
            scoring(2, hoursLater(3), 10),
            journey("strict", 1, 0, FunnelOrder.STRICT),
            journey("implied", 1, 0, FunnelOrder.IMPLIED),
            journey("implied", 2, hoursLater(2), FunnelOrder.ANY),
            journey("any", 1, hoursLater(1), FunnelOrder.ANY),
            contacted()));

    private AnyPolicies() {}

    private static long hoursLater(long hours) {
        return AnyHistory.START.plus(Duration.ofHours(hours)).toEpochMilli();
    }

    private static PolicyHead state(String id, int version, long from) {
        return new PolicyHead(Policy.EVERY_TENANT, id, version, from);
    }

    private static CalendarPolicy calendar(int version, long from, String... hours) {
        var builder = BusinessCalendar.builder("shift", version, ZoneOffset.UTC);
        for (DayOfWeek day : List.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY)) {
            builder.hours(day, hours);
        }
        return new CalendarPolicy(Policy.EVERY_TENANT, from, builder.build());
    }

    private static TenantPolicy profile(int version, long from, String calendarId, ZoneId zone) {
        return new TenantPolicy(state(TenantPolicy.ID, version, from), zone, calendarId, "EUR", 1);
    }

    private static SlaPolicy answer(int version, long from, String... targets) {
        return TestSla.toLead("answer")
                .version(version, from)
                .startedBy(LEAD_CREATED)
                .stoppedBy(EventCondition.of(InteractionType.ANSWER))
                .cancelledBy(LEAD_DISQUALIFIED, LEAD_MERGED, LEAD_DELETED)
                .due(targets);
    }

    private static SlaPolicy answerInOfficeHours() {
        return TestSla.toLead("answer-office")
                .startedBy(EventCondition.of(LEAD_CREATED), EventCondition.of(InteractionType.INBOUND))
                .stoppedBy(EventCondition.of(InteractionType.CONVERSATION), EventCondition.of(DEAL_WON))
                .pausedBy(EventCondition.of(MESSAGE_RECEIVED))
                .resumedBy(EventCondition.of(MESSAGE_SENT), EventCondition.of(LEAD_CREATED))
                .cancelledBy(LEAD_DELETED)
                .onCalendar("")
                .episodes(Episodes.EACH)
                .due("0 h", "30 min", "2 h");
    }

    private static SlaPolicy touch() {
        return TestSla.toLead("touch")
                .startedBy(LEAD_ASSIGNED, MESSAGE_RECEIVED)
                .stoppedBy(EventCondition.of(InteractionType.ANSWER))
                .cancelledBy(LEAD_DISQUALIFIED)
                .onCalendar("shift")
                .episodes(Episodes.RESTART)
                .due("45 min");
    }

    private static TestSla progress(int version, long from) {
        return TestSla.forDeal("progress")
                .version(version, from)
                .startedBy(DEAL_CREATED, DEAL_REOPENED)
                .stoppedBy(EventCondition.of(DEAL_STAGE_CHANGED), EventCondition.of(InteractionType.TWO_WAY_CONTACT))
                .cancelledBy(DEAL_WON, DEAL_LOST)
                .episodes(Episodes.EACH);
    }

    private static SlaPolicy offer() {
        return TestSla.forDeal("offer")
                .startedBy(DEAL_CREATED, DEAL_STAGE_CHANGED)
                .stoppedBy(DEAL_WON)
                .pausedBy(EventCondition.of(DEAL_STAGE_CHANGED).where(EventField.TO, "A"))
                .resumedBy(
                        EventCondition.of(DEAL_STAGE_CHANGED).where(EventField.TO, "B"),
                        EventCondition.of(DEAL_AMOUNT_CHANGED))
                .cancelledBy(DEAL_LOST)
                .onCalendar("shift")
                .episodes(Episodes.EACH)
                .due("15 min", "1 h", "1 d");
    }

    private static SlaPolicy nextStep() {
        return TestSla.toLead("next-step")
                .startedBy(ACTIVITY_LOGGED)
                .stoppedBy(LEAD_BEHAVIOR)
                .cancelledBy(LEAD_DISQUALIFIED)
                .planned()
                .episodes(Episodes.EACH)
                .due("0 h", "1 h");
    }

    /** What a lead says of itself, and what happens to it: up to 55 points, from which 15 may be taken. */
    private static TierPolicy scoring(int version, long from, int best) {
        return new TierPolicy(
                state(TierPolicy.ID, version, from),
                List.of(
                        rule(5, 1, EventCondition.of(LEAD_CREATED).where(EventField.CHANNEL, "call")),
                        rule(5, 3, EventCondition.of(InteractionType.ANSWER)),
                        rule(-5, 3, EventCondition.of(LEAD_BEHAVIOR), EventCondition.of(LEAD_ASSIGNED)),
                        rule(15, 1, EventCondition.of(DEAL_CREATED))),
                List.of(new TierThreshold("A", best), new TierThreshold("B", 5), new TierThreshold("C", 0)));
    }

    private static TierRule rule(int points, int atMost, EventCondition... conditions) {
        return new TierRule(EventConditions.anyOf(conditions), points, atMost);
    }

    private static FunnelPolicy journey(String id, int version, long from, FunnelOrder order) {
        return new FunnelPolicy(
                state(id, version, from),
                Entity.DEAL,
                order,
                Span.parse("2 h"),
                Span.parse("1 h"),
                null,
                List.of(
                        step("created", EventCondition.of(DEAL_CREATED, DEAL_REOPENED)),
                        step("A", EventCondition.of(DEAL_STAGE_CHANGED).where(EventField.TO, "A")),
                        step("B", EventCondition.of(DEAL_STAGE_CHANGED).where(EventField.TO, "B")),
                        step("C", EventCondition.of(DEAL_STAGE_CHANGED).where(EventField.TO, "C")),
                        step("moved", EventCondition.of(DEAL_STAGE_CHANGED, DEAL_OWNER_CHANGED)),
                        step("won", EventCondition.of(DEAL_WON))));
    }

    private static FunnelPolicy contacted() {
        return new FunnelPolicy(
                state("contacted", 1, 0),
                Entity.LEAD,
                FunnelOrder.STRICT,
                Span.parse("3 h"),
                Span.parse("3 h"),
                null,
                List.of(
                        step("captured", EventCondition.of(LEAD_CREATED)),
                        step("contacted", EventCondition.of(InteractionType.ANSWER)),
                        step("deal", EventCondition.of(DEAL_CREATED))));
    }

    private static FunnelStep step(String name, EventCondition condition) {
        return new FunnelStep(name, EventConditions.anyOf(condition));
    }
}
