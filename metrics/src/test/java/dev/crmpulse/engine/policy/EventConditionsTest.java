package dev.crmpulse.engine.policy;

import static dev.crmpulse.engine.event.EventType.ACTIVITY_LOGGED;
import static dev.crmpulse.engine.event.EventType.DEAL_CREATED;
import static dev.crmpulse.engine.event.EventType.DEAL_LOST;
import static dev.crmpulse.engine.event.EventType.DEAL_REOPENED;
import static dev.crmpulse.engine.event.EventType.DEAL_STAGE_CHANGED;
import static dev.crmpulse.engine.event.EventType.DEAL_WON;
import static dev.crmpulse.engine.event.EventType.LEAD_ASSIGNED;
import static dev.crmpulse.engine.event.EventType.LEAD_CREATED;
import static dev.crmpulse.engine.event.EventType.MESSAGE_SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.TestEvent;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventConditionsTest {
    private static final CrmEvent TO_DEMO = event("deal.stage_changed", Map.of("from", "Lead", "to", "Demo"));

    @Test
    void noConditionMeansNoEvent() {
        assertThat(EventConditions.NONE.hold(TO_DEMO)).isFalse();
        assertThat(EventConditions.NONE.isEmpty()).isTrue();
        assertThat(EventConditions.NONE.mayHoldFor(DEAL_WON)).isFalse();
        assertThat(EventConditions.anyOf()).isEqualTo(EventConditions.NONE);
    }

    @Test
    void anyOfTheConditionsIsEnough() {
        EventConditions conditions =
                EventConditions.anyOf(EventCondition.of(DEAL_WON), EventCondition.of(DEAL_STAGE_CHANGED, DEAL_LOST));

        assertThat(conditions.conditions()).hasSize(2);
        assertThat(conditions).isNotEqualTo(EventConditions.NONE);
        assertThat(conditions.hold(TO_DEMO)).isTrue();
        assertThat(conditions.hold(event("deal.won", Map.of()))).isTrue();
        assertThat(conditions.hold(event("deal.reopened", Map.of()))).isFalse();
        assertThat(conditions.mayHoldFor(DEAL_LOST)).isTrue();
        assertThat(conditions.mayHoldFor(DEAL_REOPENED)).isFalse();
    }

    @Test
    void allThatAConditionSaysMustHold() {
        EventCondition condition = EventCondition.of(DEAL_STAGE_CHANGED)
                .where(EventField.FROM, "Lead", "Contact")
                .where(EventField.TO, "Demo");

        assertThat(holds(condition, TO_DEMO)).isTrue();
        assertThat(holds(condition, event("deal.stage_changed", Map.of("from", "Contact", "to", "Demo"))))
                .isTrue();
        assertThat(holds(condition, event("deal.stage_changed", Map.of("from", "Offer", "to", "Demo"))))
                .isFalse();
        assertThat(holds(condition, event("deal.stage_changed", Map.of("from", "Lead", "to", "Offer"))))
                .isFalse();
        assertThat(holds(condition, event("deal.created", Map.of("stage", "Demo"))))
                .isFalse();
    }

    @Test
    void capitalsAndBlanksAroundATextDoNotMatter() {
        EventCondition condition = EventCondition.of(DEAL_STAGE_CHANGED).where(EventField.TO, "Needs analysis", "需求诊断");

        assertThat(holds(condition, event("deal.stage_changed", Map.of("to", " NEEDS Analysis "))))
                .isTrue();
        assertThat(holds(condition, event("deal.stage_changed", Map.of("to", "需求诊断"))))
                .isTrue();
        assertThat(holds(condition, event("deal.stage_changed", Map.of("to", "needs"))))
                .isFalse();
    }

    @Test
    void aStarMeansAnyTextButNone() {
        EventCondition owned = EventCondition.of(LEAD_CREATED).where(EventField.OWNER, EventCondition.ANY_TEXT);

        assertThat(holds(owned, event("lead.created", Map.of("owner", "rep-1"))))
                .isTrue();
        assertThat(holds(owned, event("lead.created", Map.of()))).isFalse();
    }

    @Test
    void aDealComesIntoAStageByItsCreationAMoveOrAReopening() {
        EventCondition inDemo = EventCondition.of(DEAL_CREATED, DEAL_STAGE_CHANGED, DEAL_REOPENED)
                .where(EventField.TO, "Demo");

        assertThat(holds(inDemo, event("deal.created", Map.of("stage", "Demo"))))
                .isTrue();
        assertThat(holds(inDemo, TO_DEMO)).isTrue();
        assertThat(holds(inDemo, event("deal.reopened", Map.of("stage", "Demo"))))
                .isTrue();
    }

    @Test
    void anActIsEvaluatedByTheRuleThatMetricsShare() {
        EventConditions answer = EventConditions.anyOf(EventCondition.of(InteractionType.ANSWER));
        CrmEvent byHuman = TestEvent.of("e", "2026-03-02T09:00:00Z", "message.sent", "lead/L1")
                .by("rep-1", "human")
                .event();

        assertThat(answer.hold(byHuman)).isTrue();
        assertThat(answer.hold(event("message.sent", Map.of())))
                .as("by the system")
                .isFalse();
        assertThat(answer.mayHoldFor(ACTIVITY_LOGGED)).isTrue();
        assertThat(answer.mayHoldFor(LEAD_CREATED)).isFalse();
        assertThat(EventConditions.anyOf(
                                EventCondition.of(InteractionType.ANSWER).where(EventField.CHANNEL, "email"))
                        .hold(byHuman))
                .as("on a channel it does not name")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "channel, lead.created, channel", "channel, activity.logged, channel", "channel, message.received, channel",
        "channel, message.sent, channel", "direction, activity.logged, direction", "outcome, activity.logged, outcome",
        "campaign, lead.created, campaign", "intent, lead.created, intent", "size, lead.created, size",
        "industry, lead.created, industry", "ground, lead.assigned, ground", "kind, lead.behavior, kind",
        "tier, lead.tiered, tier", "owner, lead.assigned, owner", "from, deal.stage_changed, from",
        "reason, lead.assignment_failed, reason", "reason, lead.disqualified, reason", "reason, lead.deleted, reason",
        "reason, deal.stage_changed, reason", "reason, deal.lost, reason", "reason, deal.owner_changed, reason",
    })
    void everyFieldIsReadFromTheEventsThatCarryIt(String field, String type, String member) {
        EventField read = EventField.valueOf(field.toUpperCase(Locale.ROOT));

        assertThat(read.written()).isEqualTo(field);
        assertThat(read.isCarriedBy(EventType.of(EventType.PREFIX + type))).isTrue();
        assertThat(read.of(event(type, Map.of(member, "x")))).isEqualTo("x");
        assertThat(read.of(event("deal.won", Map.of()))).isEmpty();
    }

    @Test
    void whoActedAndWhetherACallWasTakenAreTextsToo() {
        assertThat(EventField.ACTORTYPE.of(TO_DEMO)).isEqualTo("system");
        assertThat(EventField.CONNECTED.of(event("activity.logged", Map.of("connected", true))))
                .isEqualTo("true");
        assertThat(EventField.CONNECTED.of(event("activity.logged", Map.of("connected", false))))
                .isEqualTo("false");
        assertThat(EventField.CONNECTED.of(event("activity.logged", Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"51-200, true", "50, true", "49, false", "1000+, true", "large, false", "'', false"})
    void aSizeIsTheNumberThatItBeginsWith(String size, boolean large) {
        EventCondition condition = new EventCondition(
                Set.of(LEAD_CREATED),
                InteractionType.ANYTHING,
                Map.of(),
                Map.of(EventNumber.SIZE, BigDecimal.valueOf(50)));

        assertThat(holds(condition, event("lead.created", Map.of("size", size))))
                .isEqualTo(large);
    }

    @Test
    void aCallMayHaveToLast() {
        EventCondition condition = new EventCondition(
                Set.of(ACTIVITY_LOGGED),
                InteractionType.ANYTHING,
                Map.of(),
                Map.of(EventNumber.DURATION, BigDecimal.valueOf(60)));

        assertThat(holds(condition, event("activity.logged", Map.of("duration", 60))))
                .isTrue();
        assertThat(holds(condition, event("activity.logged", Map.of("duration", 59.9))))
                .isFalse();
        assertThat(holds(condition, event("activity.logged", Map.of()))).isFalse();
    }

    @Test
    void whatCanNeverHoldIsRefused() {
        assertThatThrownBy(() -> EventCondition.of(DEAL_WON).where(EventField.CHANNEL, "call"))
                .hasMessage("'channel' is no field of crm.deal.won");
        assertThatThrownBy(() ->
                        new EventCondition(EnumSet.of(MESSAGE_SENT), InteractionType.CONVERSATION, Map.of(), Map.of()))
                .hasMessage("crm.message.sent is never the interaction 'conversation'");
        assertThatThrownBy(() -> new EventCondition(
                        Set.of(LEAD_ASSIGNED),
                        InteractionType.ANYTHING,
                        Map.of(),
                        Map.of(EventNumber.SIZE, BigDecimal.ONE)))
                .hasMessage("'size_at_least' is no field of crm.lead.assigned");
        assertThatThrownBy(() -> EventCondition.of(EventType.OTHER))
                .hasMessage("a condition names the types of its events");
    }

    private static boolean holds(EventCondition condition, CrmEvent event) {
        return EventConditions.anyOf(condition).hold(event);
    }

    private static CrmEvent event(String type, Map<String, Object> data) {
        return TestEvent.of("e", "2026-03-02T09:00:00Z", type, "lead/L1")
                .saying(data)
                .event();
    }
}
