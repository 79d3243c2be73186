package dev.crmpulse.engine.policy;

import static dev.crmpulse.engine.event.EventType.DEAL_CREATED;
import static dev.crmpulse.engine.event.EventType.DEAL_WON;
import static dev.crmpulse.engine.event.EventType.LEAD_CREATED;
import static dev.crmpulse.engine.policy.TestPolicies.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.policy.FunnelPolicy.FunnelOrder;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelStep;
import dev.crmpulse.engine.policy.TierPolicy.TierRule;
import dev.crmpulse.engine.policy.TierPolicy.TierThreshold;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyValuesTest {
    private static final PolicyHead SCORING = PolicyHead.general(TierPolicy.ID, 1);
    private static final FunnelStep CREATED =
            new FunnelStep("Created", EventConditions.anyOf(EventCondition.of(DEAL_CREATED)));
    private static final FunnelStep WON = new FunnelStep("Won", EventConditions.anyOf(EventCondition.of(DEAL_WON)));

    @ParameterizedTest
    @CsvSource({"70, A", "60, A", "59, B", "30, B", "29, C", "0, C", "-40, C"})
    void theTierOfPoints(long points, String tier) {
        TierPolicy policy = new TierPolicy(
                SCORING,
                List.of(),
                List.of(new TierThreshold("A", 60), new TierThreshold("B", 30), new TierThreshold("C", 0)));
        assertThat(policy.tier(points)).isEqualTo(tier);
    }

    @Test
    void tiersComeBestFirst() {
        assertThatThrownBy(() -> new TierPolicy(
                        SCORING, List.of(), List.of(new TierThreshold("B", 30), new TierThreshold("A", 60))))
                .hasMessage("tier A begins at 60 points, not below tier B before it");
        assertThatThrownBy(() -> new TierPolicy(
                        SCORING, List.of(), List.of(new TierThreshold("A", 30), new TierThreshold("A", 0))))
                .hasMessage("two tiers have the same name");
        assertThatThrownBy(() -> new TierPolicy(SCORING, List.of(), List.of())).hasMessage("there is no tier");
        assertThatThrownBy(() ->
                        new TierPolicy(PolicyHead.general("other", 1), List.of(), List.of(new TierThreshold("A", 0))))
                .hasMessage("the id of a tier policy is 'scoring', for a lead is in one tier");
        assertThatThrownBy(() -> new TierRule(EventConditions.anyOf(EventCondition.of(LEAD_CREATED)), 5, 0))
                .hasMessage("'at_most' is 1 or more, not 0");
    }

    @Test
    void EdgeCase_25_aFunnelWithoutAWindowIsRefused() {
        assertThatThrownBy(() -> funnel("0 d", CREATED, WON))
                .hasMessage("a funnel without a window counts nothing: write such as window: 90 d");
        assertThatThrownBy(() -> funnel("90 d", CREATED)).hasMessage("a funnel has two steps or more");
        assertThatThrownBy(() -> funnel("90 d", CREATED, CREATED)).hasMessage("two steps have the same name");
        assertThat(funnel("90 d", CREATED, WON).steps()).hasSize(2);
    }

    @Test
    void aTenantHasOneProfile() {
        assertThatThrownBy(() -> new TenantPolicy(PolicyHead.general("other", 1), ZoneOffset.UTC, "", "", 1))
                .hasMessage("the id of a tenant's policy is 'profile', for it has one");
        assertThatThrownBy(() -> new TenantPolicy(PolicyHead.general("profile", 1), ZoneOffset.UTC, "", "", 0))
                .hasMessage("the smallest n that is shown is 1 or more, not 0");
    }

    @Test
    void theRowsOfACalendarSumUpWhatIsWorked() {
        CalendarPolicy office = TestPolicies.calendar("*", "office", 3, "1970-01-01");
        List<CalendarInterval> rows = CalendarInterval.of(office, Year.of(2025), Year.of(2026));

        // 365 days are 52 weeks and a day, which is a Wednesday (2025) and a Thursday (2026): 52 x 5 + 1 = 261 each
        assertThat(rows).hasSize(522 + 1);
        assertThat(rows.get(0))
                .isEqualTo(new CalendarInterval(
                        "*", "office", 3, at("2025-01-01T10:00:00Z"), at("2025-01-01T18:00:00Z"), 0));
        assertThat(rows.get(2).businessMillisBefore()).as("two days of 8 h").isEqualTo(2 * 8 * 3_600_000L);
        assertThat(rows.get(522))
                .as("where the rows end")
                .isEqualTo(new CalendarInterval(
                        "*",
                        "office",
                        3,
                        at("2027-01-01T00:00:00Z"),
                        at("2027-01-01T00:00:00Z"),
                        522 * 8 * 3_600_000L));
    }

    private static FunnelPolicy funnel(String window, FunnelStep... steps) {
        return new FunnelPolicy(
                PolicyHead.general("f", 1),
                Entity.DEAL,
                FunnelOrder.STRICT,
                Span.parse(window),
                Span.parse(window),
                null,
                List.of(steps));
    }
}
