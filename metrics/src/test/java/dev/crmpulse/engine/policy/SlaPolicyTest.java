package dev.crmpulse.engine.policy;

import static dev.crmpulse.engine.event.EventType.DEAL_REOPENED;
import static dev.crmpulse.engine.event.EventType.DEAL_STAGE_CHANGED;
import static dev.crmpulse.engine.event.EventType.LEAD_CREATED;
import static dev.crmpulse.engine.event.EventType.LEAD_DISQUALIFIED;
import static dev.crmpulse.engine.event.EventType.MESSAGE_SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.policy.SlaPolicy.ClockTime;
import dev.crmpulse.engine.policy.SlaPolicy.Episodes;
import dev.crmpulse.engine.policy.SlaPolicy.EscalationLevel;
import dev.crmpulse.engine.policy.SlaPolicy.WhenKept;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlaPolicyTest {
    private static final EventConditions CREATION = EventConditions.anyOf(EventCondition.of(LEAD_CREATED));
    private static final EventConditions ANSWER = EventConditions.anyOf(EventCondition.of(InteractionType.ANSWER));
    private static final EventConditions HOLD =
            EventConditions.anyOf(EventCondition.of(DEAL_STAGE_CHANGED).where(EventField.TO, "On hold"));
    private static final EventConditions NEVER = EventConditions.NONE;
    private static final List<EscalationLevel> LEVELS =
            List.of(new EscalationLevel("owner", Span.parse("0 h")), new EscalationLevel("anomaly", Span.parse("4 h")));

    @Test
    void onlyTypesThatMeanSomethingAreRead() {
        SlaPolicy sla = sla(CREATION, ANSWER, NEVER, NEVER, PlannedDate.NONE, ClockTime.LITERAL, LEVELS);

        assertThat(sla.reads(LEAD_CREATED)).as("start").isTrue();
        assertThat(sla.reads(MESSAGE_SENT)).as("stop").isTrue();
        assertThat(sla.reads(LEAD_DISQUALIFIED)).as("cancel").isTrue();
        assertThat(sla.reads(DEAL_STAGE_CHANGED)).as("neither").isFalse();

        SlaPolicy pausing = sla(
                CREATION,
                ANSWER,
                HOLD,
                EventConditions.anyOf(EventCondition.of(DEAL_REOPENED)),
                PlannedDate.NONE,
                ClockTime.LITERAL,
                LEVELS);
        assertThat(pausing.reads(DEAL_STAGE_CHANGED)).as("pause").isTrue();
        assertThat(pausing.reads(DEAL_REOPENED)).as("resume").isTrue();
    }

    @Test
    void aTargetOfNothingIsANotice() {
        SlaPolicy sla = sla(CREATION, ANSWER, NEVER, NEVER, PlannedDate.NONE, ClockTime.LITERAL, LEVELS);
        assertThat(sla.isNotice(LEVELS.get(0))).isTrue();
        assertThat(sla.isNotice(LEVELS.get(1))).isFalse();

        SlaPolicy planned = sla(CREATION, ANSWER, NEVER, NEVER, PlannedDate.due("offer"), ClockTime.LITERAL, LEVELS);
        assertThat(planned.isNotice(LEVELS.get(0))).as("due on its date").isFalse();
    }

    @Test
    void theReasonOfACancellationIsWhatHappened() {
        assertThat(SlaPolicy.cancelReason(event("lead.disqualified", Map.of()))).isEqualTo("disqualified");
        assertThat(SlaPolicy.cancelReason(event("deal.won", Map.of()))).isEqualTo("won");
    }

    @ParameterizedTest
    @CsvSource({
        // a moment, in any zone
        "2026-03-05T10:00:00Z,      2026-03-05T10:00:00Z",
        "2026-03-05T10:00:00+08:00, 2026-03-05T02:00:00Z",
        // a day lasts until the midnight that ends it: in Berlin 23:00 UTC in winter, 22:00 in summer
        "2026-03-05,                2026-03-05T23:00:00Z",
        "2026-07-05,                2026-07-05T22:00:00Z",
        "' 2026-03-05 ',            2026-03-05T23:00:00Z",
        // from 1970 to 2261: before and after is a slip of the pen
        "1970-01-01T00:00:00Z,      1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z,  ",
        "1969-12-31,                ",
        "2261-12-31T23:59:59.999Z,  2261-12-31T23:59:59.999Z",
        "2261-12-31,                2261-12-31T23:00:00Z",
        "2262-01-01T00:00:00Z,      ",
        "+999999999-01-01T00:00:00Z, ",
        "-999999999-01-01T00:00:00Z, ",
        // anything else names no date
        "soon,                      ",
        "2026-13-05,                ",
        "2026-03-05 at ten,         ",
        "'',                        ",
    })
    void aPlannedDateIsAMomentOrADay(String written, Instant date) {
        CrmEvent event = event("activity.logged", Map.of("next_step_at", written));
        assertThat(PlannedDate.NEXT_STEP_AT.of(event, ZoneId.of("Europe/Berlin")))
                .isEqualTo(date == null ? null : (Long) date.toEpochMilli());
        assertThat(PlannedDate.NONE.of(event, ZoneId.of("Europe/Berlin"))).isNull();
    }

    @Test
    void otherEventsNameNoDate() {
        assertThat(PlannedDate.NEXT_STEP_AT.of(event("deal.won", Map.of()), ZoneId.of("UTC")))
                .isNull();
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> sla(NEVER, ANSWER, NEVER, NEVER, PlannedDate.NONE, ClockTime.LITERAL, LEVELS))
                .hasMessage("an SLA needs a 'start'");
        assertThatThrownBy(() -> sla(CREATION, ANSWER, HOLD, NEVER, PlannedDate.NONE, ClockTime.LITERAL, LEVELS))
                .hasMessage("'pause' and 'resume' go together");
        assertThatThrownBy(
                        () -> sla(CREATION, ANSWER, NEVER, NEVER, PlannedDate.NEXT_STEP_AT, ClockTime.BUSINESS, LEVELS))
                .hasMessage("an SLA with a planned date runs in literal time, without pauses");
        assertThatThrownBy(() -> sla(
                        CREATION,
                        ANSWER,
                        NEVER,
                        NEVER,
                        PlannedDate.NONE,
                        ClockTime.LITERAL,
                        List.of(LEVELS.get(1), LEVELS.get(1))))
                .hasMessage("two levels have the same name");
    }

    @Test
    void aPlannedDateIsAMemberOrOneOfTheNamedDates() {
        for (String written : List.of("next_step_at", "planned_at", "due_at", "due.delivery", "due.sign off")) {
            assertThat(PlannedDate.ofWritten(written).written()).isEqualTo(written);
        }
        assertThatThrownBy(() -> PlannedDate.ofWritten("due."))
                .hasMessage(
                        "'due.' is no planned date; known are next_step_at, planned_at, due_at, and due.NAME for a date of"
                                + " 'due'");
        CrmEvent event =
                event("order.planned", Map.of("planned_at", "2026-03-05", "due", Map.of("sign_off", "2026-03-06")));
        ZoneId utc = ZoneId.of("UTC");
        assertThat(PlannedDate.PLANNED_AT.of(event, utc))
                .isEqualTo(Instant.parse("2026-03-06T00:00:00Z").toEpochMilli());
        assertThat(PlannedDate.due("sign_off").of(event, utc))
                .isEqualTo(Instant.parse("2026-03-07T00:00:00Z").toEpochMilli());
        assertThat(PlannedDate.due("delivery").of(event, utc)).isNull();
        assertThat(PlannedDate.DUE_AT.of(event, utc)).isNull();
    }

    @Test
    void aDateThatNoStartCanNameIsRefused() {
        assertThatThrownBy(() -> sla(CREATION, ANSWER, NEVER, NEVER, PlannedDate.DUE_AT, ClockTime.LITERAL, LEVELS))
                .hasMessage("no event that starts the SLA has the member 'due_at'");
    }

    @Test
    void whatIsNotKnownOfTheEntityIsRefused() {
        assertThatThrownBy(() -> new SlaPolicy(
                        PolicyHead.general("p", 1),
                        Entity.LEAD,
                        new EntityFilter(Map.of(EventField.PROBLEM_TYPE, List.of("noise")), Map.of()),
                        CREATION,
                        ANSWER,
                        NEVER,
                        NEVER,
                        NEVER,
                        PlannedDate.NONE,
                        ClockTime.LITERAL,
                        "",
                        Episodes.ONCE,
                        WhenKept.REST,
                        LEVELS))
                .hasMessage("'problem_type' is not known of a lead");
    }

    @Test
    void aSlaThatNothingEndsIsRefused() {
        assertThatThrownBy(() -> new SlaPolicy(
                        PolicyHead.general("p", 1),
                        Entity.LEAD,
                        CREATION,
                        NEVER,
                        NEVER,
                        NEVER,
                        NEVER,
                        PlannedDate.NONE,
                        ClockTime.LITERAL,
                        "",
                        Episodes.ONCE,
                        WhenKept.REST,
                        LEVELS))
                .hasMessage("an SLA that nothing stops or cancels is broken for certain");
    }

    @Test
    void literalTimeHasNoCalendar() {
        assertThatThrownBy(() -> new SlaPolicy(
                        PolicyHead.general("p", 1),
                        Entity.LEAD,
                        CREATION,
                        ANSWER,
                        NEVER,
                        NEVER,
                        NEVER,
                        PlannedDate.NONE,
                        ClockTime.LITERAL,
                        "office",
                        Episodes.ONCE,
                        WhenKept.REST,
                        LEVELS))
                .hasMessage("literal time has no calendar");
    }

    private static SlaPolicy sla(
            EventConditions start,
            EventConditions stop,
            EventConditions pause,
            EventConditions resume,
            PlannedDate planned,
            ClockTime time,
            List<EscalationLevel> levels) {
        return new SlaPolicy(
                PolicyHead.general("p", 1),
                Entity.LEAD,
                start,
                stop,
                pause,
                resume,
                EventConditions.anyOf(EventCondition.of(LEAD_DISQUALIFIED)),
                planned,
                time,
                "",
                Episodes.ONCE,
                WhenKept.REST,
                levels);
    }

    private static CrmEvent event(String type, Map<String, Object> data) {
        return TestEvent.of("e", "2026-03-02T09:00:00Z", type, "lead/L1")
                .saying(data)
                .event();
    }
}
