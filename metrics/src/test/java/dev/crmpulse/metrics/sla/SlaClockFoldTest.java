package dev.crmpulse.metrics.sla;

import static dev.crmpulse.engine.event.EventType.ACTIVITY_LOGGED;
import static dev.crmpulse.engine.event.EventType.DEAL_CREATED;
import static dev.crmpulse.engine.event.EventType.DEAL_LOST;
import static dev.crmpulse.engine.event.EventType.DEAL_STAGE_CHANGED;
import static dev.crmpulse.engine.event.EventType.DEAL_WON;
import static dev.crmpulse.engine.event.EventType.LEAD_ASSIGNED;
import static dev.crmpulse.engine.event.EventType.LEAD_BEHAVIOR;
import static dev.crmpulse.engine.event.EventType.LEAD_CREATED;
import static dev.crmpulse.engine.event.EventType.LEAD_MERGED;
import static dev.crmpulse.engine.event.EventType.LEAD_TIERED;
import static dev.crmpulse.engine.event.EventType.MESSAGE_SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.policy.CalendarPolicy;
import dev.crmpulse.engine.policy.EventCondition;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.policy.SlaPolicy.Episodes;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.policy.TenantPolicy;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.StoredTimeline;
import dev.crmpulse.engine.timeline.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlaClockFoldTest {
    private static final SlaClockFold FOLD = new SlaClockFold();
    private static final Timeline TIMELINE = new Timeline("clocks", List.of(FOLD));
    private static final EntityKey LEAD = EntityKey.of("t", "lead/L1");
    private static final TestEvent CREATED = lead("09:00", "lead.created");
    private static final TestEvent ANSWER =
            lead("09:30", "message.sent").by("rep-2", "human").saying(Map.of("deal_id", "D1", "customer_id", "C1"));

    /** Paused by its tier, running on by its behavior. */
    private static final SlaPolicy PAUSABLE = TestSla.toLead("pausable")
            .startedBy(LEAD_CREATED)
            .stoppedBy(MESSAGE_SENT)
            .pausedBy(EventCondition.of(LEAD_TIERED))
            .resumedBy(EventCondition.of(LEAD_BEHAVIOR))
            .due("15 min", "2 h");

    private static final SlaPolicy NEXT_STEP = TestSla.toLead("next-step")
            .startedBy(ACTIVITY_LOGGED)
            .stoppedBy(LEAD_MERGED)
            .planned()
            .episodes(Episodes.EACH)
            .due("0 h");

    private static TestSla answer() {
        return TestSla.toLead("answer")
                .startedBy(LEAD_CREATED)
                .stoppedBy(MESSAGE_SENT)
                .cancelledBy(LEAD_MERGED)
                .episodes(Episodes.EACH);
    }

    @Test
    void aRootIsClosedUnlessAClockRunsBrokenOrNot() {
        TenantPolicies policies = inForce(answer().due("1 h"));
        SlaClockFold.State state = FOLD.create();
        assertThat(FOLD.closed(state)).as("no clock").isTrue();
        FOLD.apply(state, CREATED.event(), policies);
        assertThat(FOLD.closed(state)).as("runs").isFalse();
        FOLD.passDeadline(state, millis("10:00") + 1, policies);
        assertThat(FOLD.closed(state)).as("runs, though broken").isFalse();
        FOLD.apply(state, lead("11:00", "lead.merged").event(), policies);
        assertThat(FOLD.closed(state)).as("ended").isTrue();
    }

    @Test
    void theNextDeadlineIsTheMillisecondAfterTheNextDueTime() {
        TenantPolicies policies = inForce(answer().due("1 h", "2 h"));
        SlaClockFold.State state = FOLD.create();
        assertThat(FOLD.nextDeadline(state)).isEqualTo(Fold.NEVER);
        FOLD.apply(state, CREATED.event(), policies);
        assertThat(FOLD.nextDeadline(state)).as("10:00 and a millisecond").isEqualTo(millis("10:00") + 1);
        FOLD.passDeadline(state, millis("10:00") + 1, policies);
        assertThat(FOLD.nextDeadline(state)).as("11:00 and a millisecond").isEqualTo(millis("11:00") + 1);
        FOLD.passDeadline(state, millis("11:00") + 1, policies);
        assertThat(FOLD.nextDeadline(state)).as("both are broken").isEqualTo(Fold.NEVER);
    }

    @Test
    void aClockThatEndedOrIsPausedBeforeItIsDueHasNoDeadline() {
        TenantPolicies policies = inForce(PAUSABLE);
        SlaClockFold.State state = FOLD.create();
        apply(state, policies, CREATED, lead("09:10", "lead.tiered"));
        assertThat(FOLD.nextDeadline(state)).as("paused").isEqualTo(Fold.NEVER);
        apply(state, policies, lead("09:20", "lead.behavior"));
        assertThat(FOLD.nextDeadline(state))
                .as("5 minutes were left at 9:10, so due at 9:25")
                .isEqualTo(millis("09:25") + 1);
        apply(state, policies, lead("09:22", "message.sent"));
        assertThat(FOLD.nextDeadline(state)).as("ended").isEqualTo(Fold.NEVER);
    }

    @Test
    void aCancelledClockHasNoDeadlineAndARestartedOneANewOne() {
        SlaPolicy touch = TestSla.toLead("touch")
                .startedBy(LEAD_ASSIGNED)
                .stoppedBy(MESSAGE_SENT)
                .cancelledBy(LEAD_MERGED)
                .episodes(Episodes.RESTART)
                .due("1 h");
        TenantPolicies policies = inForce(touch);
        SlaClockFold.State state = FOLD.create();
        apply(state, policies, lead("09:00", "lead.assigned"), lead("09:20", "lead.assigned"));
        assertThat(FOLD.nextDeadline(state)).as("an hour after 9:20").isEqualTo(millis("10:20") + 1);
        apply(state, policies, lead("09:30", "lead.merged"));
        assertThat(FOLD.nextDeadline(state)).isEqualTo(Fold.NEVER);
    }

    @Test
    void aPlanThatIsMovedForwardIsDueEarlier() {
        TenantPolicies policies = inForce(NEXT_STEP);
        SlaClockFold.State state = FOLD.create();
        apply(state, policies, planned("2026-03-05T09:00:00Z"));
        assertThat(FOLD.nextDeadline(state)).isEqualTo(at("2026-03-05T09:00:00Z") + 1);
        apply(state, policies, lead("10:00", "activity.logged").saying(Map.of("next_step_at", "2026-03-04T09:00:00Z")));
        assertThat(FOLD.nextDeadline(state)).isEqualTo(at("2026-03-04T09:00:00Z") + 1);
        apply(state, policies, lead("11:00", "activity.logged").saying(Map.of("next_step_at", "no date")));
        assertThat(FOLD.nextDeadline(state)).isEqualTo(at("2026-03-04T09:00:00Z") + 1);
    }

    @Test
    void silenceThatWasListedAlreadyChangesNothing() {
        TenantPolicies policies = inForce(answer().due("1 h", "2 h"));
        SlaClockFold.State state = FOLD.create();
        apply(state, policies, CREATED);
        FOLD.passDeadline(state, millis("10:00") + 1, policies);
        List<SlaClock> published = facts(state);
        FOLD.passDeadline(state, millis("10:30"), policies);

        assertThat(published).extracting(SlaClock::state).containsExactly(SlaState.OVERDUE, SlaState.OPEN);
        assertThat(facts(state).get(0)).isSameAs(published.get(0));
    }

    @Test
    void whatNoEventChangedIsStatedAsTheSameFacts() {
        TenantPolicies policies = inForce(answer().due("1 h", "2 h"));
        SlaClockFold.State state = FOLD.create();
        apply(state, policies, CREATED, lead("09:30", "message.sent"));
        List<SlaClock> before = facts(state);
        apply(state, policies, lead("10:00", "lead.created"));
        List<SlaClock> after = facts(state);

        assertThat(before).hasSize(2);
        assertThat(after).hasSize(4);
        assertThat(after.get(0)).isSameAs(before.get(0));
        assertThat(after.get(1)).isSameAs(before.get(1));
    }

    @Test
    void whoIsNamedLaterIsShownOnEveryRow() {
        List<Map<String, Object>> rows = rows(
                Policies.of(List.of(answer().due("15 min", "1 h"))),
                CREATED,
                ANSWER,
                lead("10:00", "lead.assigned").saying(Map.of("owner", "rep-3")));

        assertThat(rows).extracting(row -> row.get("deal_id")).containsExactly("D1", "D1");
        assertThat(rows).extracting(row -> row.get("customer_id")).containsExactly("C1", "C1");
        assertThat(rows)
                .as("due at 9:15 nobody owned it; at 9:30 its responder did, and the owner of 10:00 came too late")
                .extracting(row -> row.get("owner"))
                .containsExactly("", "rep-2");
    }

    @Test
    void anIdThatAloneBecomesKnownIsShownWhereRowsWereStatedBefore() {
        TenantPolicies policies = inForce(answer().due("1 h"));
        SlaClockFold.State state = FOLD.create();
        apply(state, policies, CREATED);
        assertThat(facts(state)).extracting(SlaClock::customerId).containsExactly("");
        apply(state, policies, lead("09:10", "lead.behavior").saying(Map.of("customer_id", "C1")));
        assertThat(facts(state)).extracting(SlaClock::customerId).containsExactly("C1");
        apply(state, policies, lead("09:20", "lead.behavior").saying(Map.of("deal_id", "D1")));
        assertThat(facts(state)).extracting(SlaClock::dealId).containsExactly("D1");
        apply(state, policies, lead("09:30", "lead.behavior").saying(Map.of("deal_id", "D2", "customer_id", "C2")));
        assertThat(facts(state))
                .extracting(clock -> clock.dealId() + ' ' + clock.customerId())
                .containsExactly("D1 C1");
    }

    @Test
    void theOwnerBeforeALateEndIsWhoWasLastNamed() {
        List<SlaClock> clocks = new ArrayList<>();
        SlaClockFold.State state = FOLD.create();
        apply(
                state,
                inForce(answer().due("1 h")),
                CREATED,
                lead("09:30", "lead.assigned").saying(Map.of("owner", "rep-1")),
                lead("12:00", "message.sent").by("rep-2", "human"));
        FOLD.facts(state, LEAD, clocks::add);

        assertThat(clocks)
                .as("due at 10:00, rep-1 had it")
                .extracting(SlaClock::owner)
                .containsExactly("rep-1");
    }

    @Test
    void anOwnerWhoCameAfterTheDueTimeIsNotTheOwnerOfABrokenSlaThatStillRuns() {
        List<Map<String, Object>> rows = rows(
                Policies.of(List.of(answer().due("1 h", "3 h"))),
                CREATED.saying(Map.of("owner", "rep-1")),
                lead("10:00", "lead.assigned").saying(Map.of("owner", "rep-2")),
                lead("10:01", "lead.assigned").saying(Map.of("owner", "rep-3")),
                lead("10:02", "lead.assigned").saying(Map.of("owner", "rep-4")));

        assertThat(rows)
                .as("due at 10:00, when rep-2 had it; due at 12:00, it is rep-4's now")
                .extracting(row -> row.get("owner"))
                .containsExactly("rep-2", "rep-4");
        assertThat(rows).extracting(row -> row.get("owner_at_start")).containsExactly("rep-1", "rep-1");
    }

    @Test
    void aDealWithoutAnOwnerOfItsOwnFollowsItsLeadEvenWhereTheEventNamesAnotherDeal() {
        SlaPolicy decision = TestSla.forDeal("decision")
                .startedBy(DEAL_CREATED)
                .stoppedBy(DEAL_WON)
                .due("1 h");
        List<Map<String, Object>> rows = rows(
                Policies.of(List.of(decision)),
                deal("09:00", "deal.created", "D1"),
                deal("09:00", "deal.created", "D2").saying(Map.of("lead_id", "L1", "owner", "rep-1")),
                deal("09:30", "lead.assigned", "D2").saying(Map.of("lead_id", "L1", "owner", "rep-2")));

        assertThat(rows).extracting(row -> row.get("owner")).containsExactly("rep-2", "rep-1");
    }

    @Test
    void aDealIsKnownFromItsFirstDealEventOnAndNotFromAnActThatNamesIt() {
        SlaPolicy contact = TestSla.forDeal("contact")
                .startedBy(MESSAGE_SENT, DEAL_CREATED)
                .stoppedBy(DEAL_WON)
                .episodes(Episodes.EACH)
                .due("1 h");
        List<Map<String, Object>> rows = rows(
                Policies.of(List.of(contact)),
                deal("09:00", "message.sent", "D1").by("rep-1", "human"),
                deal("10:00", "deal.created", "D1"));

        assertThat(rows).extracting(row -> row.get("started_at")).containsExactly(millis("10:00"));
    }

    @Test
    void aRepeatingSlaGoesOnByTheVersionInForceWhenItWasFulfilled() {
        TestSla first = TestSla.forDeal("progress")
                .startedBy(DEAL_CREATED)
                .stoppedBy(DEAL_STAGE_CHANGED)
                .cancelledBy(DEAL_LOST)
                .repeating();
        TestSla second = TestSla.forDeal("progress")
                .version(2, millis("10:00"))
                .startedBy(DEAL_CREATED)
                .stoppedBy(DEAL_STAGE_CHANGED)
                .cancelledBy(DEAL_LOST)
                .repeating();
        TestSla third = TestSla.forDeal("progress")
                .version(3, millis("12:00"))
                .startedBy(DEAL_CREATED)
                .stoppedBy(DEAL_STAGE_CHANGED);
        List<Map<String, Object>> rows = rows(
                Policies.of(List.of(first.due("1 h"), second.due("2 h"), third.due("3 h"))),
                deal("09:00", "deal.created", "D1"),
                deal("09:30", "deal.stage_changed", "D1"),
                deal("10:00", "deal.stage_changed", "D1"),
                deal("12:00", "deal.stage_changed", "D1"),
                deal("12:30", "deal.stage_changed", "D1"));

        assertThat(rows)
                .extracting(row -> row.get("policy_id"))
                .as("the third version does not repeat, so nothing begins at 12:00")
                .containsExactly("progress@1", "progress@1", "progress@2");
    }

    @Test
    void aPlannedSlaThatRepeatsNeedsADateToGoOn() {
        SlaPolicy plan = TestSla.toLead("plan")
                .startedBy(LEAD_CREATED, ACTIVITY_LOGGED)
                .stoppedBy(EventCondition.of(ACTIVITY_LOGGED), EventCondition.of(MESSAGE_SENT))
                .planned()
                .repeating()
                .due("0 h");
        List<Map<String, Object>> rows = rows(
                Policies.of(List.of(plan)),
                CREATED,
                lead("10:00", "activity.logged").saying(Map.of("next_step_at", "2026-03-05T10:00:00Z")),
                lead("11:00", "activity.logged").saying(Map.of("next_step_at", "2026-03-06T10:00:00Z")),
                lead("12:00", "message.sent"));

        assertThat(rows)
                .as("made once by a start and once by its fulfilment; the message names no date")
                .extracting(row -> row.get("planned_at"))
                .containsExactly(at("2026-03-05T10:00:00Z"), at("2026-03-06T10:00:00Z"));
        assertThat(rows).extracting(row -> row.get("state")).containsExactly("kept", "kept");
    }

    @Test
    void aDayBeginsAndEndsInTheZoneOfTheTenantWhenThePlanWasMade() {
        List<Map<String, Object>> rows = rows(
                Policies.of(List.of(
                        NEXT_STEP,
                        profile(1, 0, "", ZoneId.of("Asia/Shanghai")),
                        profile(2, millis("10:00"), "", ZoneId.of("Europe/Berlin")))),
                lead("09:00", "activity.logged").saying(Map.of("next_step_at", "2026-03-05")),
                lead("11:00", "activity.logged").saying(Map.of("next_step_at", "2026-03-06")));

        assertThat(rows)
                .as("midnight of the 6th in Shanghai, eight hours before UTC, by the zone of 9:00")
                .extracting(row -> row.get("planned_at"))
                .containsExactly(at("2026-03-06T16:00:00Z"));
    }

    @Test
    void aDateBefore1970OrAfter2261IsNone() {
        assertThat(rows(Policies.of(List.of(NEXT_STEP)), planned("1969-12-31T23:59:59.999Z")))
                .isEmpty();
        assertThat(rows(Policies.of(List.of(NEXT_STEP)), planned("2262-01-01T00:00:00Z")))
                .isEmpty();
        assertThat(rows(Policies.of(List.of(NEXT_STEP)), planned("1970-01-01T00:00:00Z")))
                .hasSize(1);
        assertThat(rows(Policies.of(List.of(NEXT_STEP)), planned("2261-12-31T23:59:59.999Z")))
                .hasSize(1);
    }

    @Test
    void aClockIsEvaluatedOnByItsVersionWhereAnotherWasPutBeforeItSince() throws IOException {
        SlaPolicy old = answer().due("1 h");
        SlaPolicy backDated = answer().version(2, millis("08:00")).due("2 h");
        SlaClockFold.State state = FOLD.create();
        apply(state, inForce(old), CREATED);
        SlaClockFold.State read = stored(state);
        apply(read, inForce(old, backDated), lead("09:30", "message.sent"));

        SlaClock clock = facts(read).get(0);
        assertThat(clock.level().version()).isEqualTo(1);
        assertThat(clock.state()).isEqualTo(SlaState.KEPT);
        assertThat(row(clock, inForce(old, backDated))).containsEntry("level", "in 1 h");
    }

    @Test
    void aTenantsOwnSlaOfTheSameVersionDoesNotEvaluateWhatTheGeneralOneStarted() throws IOException {
        SlaPolicy general = answer().due("1 h");
        SlaPolicy own = answer().version("t", 1, millis("09:15")).due("20 min");
        TenantPolicies policies = Policies.of(List.of(general, own)).tenant("t");
        SlaClockFold.State state = FOLD.create();
        apply(state, policies, CREATED);
        SlaClockFold.State read = stored(state);
        apply(read, policies, lead("09:30", "message.sent"), lead("09:40", "lead.created"));

        assertThat(facts(read))
                .extracting(clock -> row(clock, policies).get("level"))
                .containsExactly("in 1 h", "in 20 min");
    }

    @Test
    void aSlaThatIsNotKnownAnyMoreIsAskedForByName() throws IOException {
        SlaClockFold.State state = FOLD.create();
        apply(state, inForce(answer().due("1 h")), CREATED);
        SlaClockFold.State read = stored(state);

        assertThatThrownBy(() -> apply(read, TenantPolicies.NONE, ANSWER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "sla answer version 1 with 1 levels evaluates clocks that are published already and is not known"
                                + " any more: bring it back, give the changed one a larger version, or begin a new run");
        assertThatThrownBy(() -> apply(read, inForce(answer().due("1 h", "2 h")), ANSWER))
                .as("changed in place")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("sla answer version 1 with 1 levels evaluates");
    }

    @Test
    void aCalendarThatIsNotKnownAnyMoreIsAskedForByTheSla() throws IOException {
        SlaPolicy office = answer().onCalendar("shift").due("1 h");
        SlaClockFold.State state = FOLD.create();
        apply(state, inForce(office, shift()), CREATED);
        SlaClockFold.State read = stored(state);

        assertThatThrownBy(() -> apply(read, inForce(office), ANSWER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the calendar of sla answer@1 evaluates clocks that are published already and is not known any"
                                + " more: bring it back, or begin a new run");
    }

    @Test
    void surveysAndChangesOfPeopleConcernNoClock() {
        assertThat(FOLD.reads())
                .doesNotContain(
                        EventType.SURVEY_SENT, EventType.SURVEY_ANSWERED, EventType.REP_CHANGED, EventType.OTHER);
    }

    @Test
    void withoutAPolicyOnlyWhatLaterSlasMayNeedIsKept() {
        SlaClockFold.State state = FOLD.create();
        assertThat(bytes(state)).as("nobody, no lead, no deals").isEqualTo("0000000000");
        apply(state, TenantPolicies.NONE, CREATED, ANSWER);

        assertThat(bytes(state))
                .as("answered, by rep-2; an open lead with D1 and C1, without clocks; no deals")
                .isEqualTo("02" + "057265702d32" + "057265702d32" + "01" + "024431" + "024331" + "00" + "00" + "00"
                        + "00");
        assertThat(facts(state)).isEmpty();
    }

    /** The written form; a changed one means that state of the last release is read wrongly. */
    @Test
    void theWrittenFormOfClocksIsStable() throws IOException {
        TenantPolicies policies = inForce(answer().due("15 min", "2 h"), PAUSABLE, NEXT_STEP);
        SlaClockFold.State state = FOLD.create();
        apply(
                state,
                policies,
                CREATED.saying(Map.of("owner", "rep-1")),
                planned("2026-03-03T09:00:00Z"),
                lead("09:20", "lead.assigned").saying(Map.of("owner", "rep-2")),
                lead("09:20", "lead.tiered").numbered(1),
                lead("09:40", "lead.behavior"),
                lead("09:45", "lead.merged"),
                lead("10:00", "lead.tiered").named("again"));
        FOLD.passDeadline(state, millis("09:15") + 1, policies);

        String started = "80b59aeeca33" + "057265702d31";
        String after45Minutes = "e0e5a401";
        String dueAfter15Minutes = "a0f736";
        String endedByMerge = "01" + "01" + started + after45Minutes + "066d6572676564";
        String fulfilled = "01" + "01" + started + after45Minutes + "00";
        String pausedAgainAfterAnHourAndFor20MinutesBefore = "06" + "01" + started + "80dddb01" + "809f49";
        String brokenAndPaused20MinutesSince = "3b" + dueAfter15Minutes + "809f49";
        String with80MinutesLeft = "00" + "80fca402";
        String planned = "0d" + "80b89929" + "0000019cb2ecf680" + "057265702d32";
        assertThat(bytes(state))
                .isEqualTo("03" + "057265702d32" + "00" + "01" + "00" + "00" + "01" + "00" + "01" + "00" + "03"
                        + ("06616e73776572" + "01" + endedByMerge + "02")
                        + ("19" + dueAfter15Minutes)
                        + ("09" + "80bab703" + "057265702d32")
                        + ("087061757361626c65" + "01" + pausedAgainAfterAnHourAndFor20MinutesBefore + "02")
                        + brokenAndPaused20MinutesSince
                        + with80MinutesLeft
                        + ("096e6578742d73746570" + "01" + fulfilled + "01" + planned)
                        + "00");
        assertThat(bytes(stored(state))).isEqualTo(bytes(state));
        assertThat(facts(stored(state))).isEqualTo(facts(state));
    }

    private static TestEvent lead(String time, String type) {
        return TestEvent.of(type + time, "2026-03-02T" + time + ":00Z", type, "lead/L1");
    }

    private static TestEvent deal(String time, String type, String dealId) {
        return TestEvent.of(type + time + dealId, "2026-03-02T" + time + ":00Z", type, "deal/" + dealId)
                .saying(Map.of("lead_id", "L1"));
    }

    private static TestEvent planned(String date) {
        return lead("09:00", "activity.logged").saying(Map.of("next_step_at", date));
    }

    private static TenantPolicies inForce(Policy... policies) {
        return Policies.of(Arrays.asList(policies)).tenant("t");
    }

    private static CalendarPolicy shift() {
        return new CalendarPolicy(
                Policy.EVERY_TENANT,
                0,
                BusinessCalendar.builder("shift", 1, ZoneOffset.UTC)
                        .hours(DayOfWeek.MONDAY, "09:00-17:00")
                        .build());
    }

    private static TenantPolicy profile(int version, long from, String calendarId, ZoneId zone) {
        return new TenantPolicy(
                new PolicyHead(Policy.EVERY_TENANT, TenantPolicy.ID, version, from), zone, calendarId, "EUR", 1);
    }

    private static void apply(SlaClockFold.State state, TenantPolicies policies, TestEvent... events) {
        for (TestEvent event : events) {
            FOLD.apply(state, event.event(), policies);
        }
    }

    private static List<SlaClock> facts(SlaClockFold.State state) {
        List<SlaClock> facts = new ArrayList<>();
        FOLD.facts(state, LEAD, facts::add);
        return facts;
    }

    private static Map<String, Object> row(SlaClock clock, TenantPolicies policies) {
        Object[] row = SlaClock.TYPE.row(clock, policies);
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < row.length; i++) {
            values.put(SlaClock.TYPE.columns().get(i).name(), row[i]);
        }
        return values;
    }

    private static List<Map<String, Object>> rows(Policies policies, TestEvent... events) {
        StoredTimeline stored = new StoredTimeline(TIMELINE, policies);
        for (TestEvent event : events) {
            stored.deliver(List.of(event));
        }
        return stored.published("sla_clock");
    }

    private static SlaClockFold.State stored(SlaClockFold.State state) throws IOException {
        return new Bytes(bytes(state)).into(FOLD.create());
    }

    private static String bytes(SlaClockFold.State state) {
        try {
            return Bytes.of(state::write).hex();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static long millis(String time) {
        return at("2026-03-02T" + time + ":00Z");
    }

    private static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
