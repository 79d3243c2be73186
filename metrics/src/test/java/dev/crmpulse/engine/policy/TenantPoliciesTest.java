package dev.crmpulse.engine.policy;

import static dev.crmpulse.engine.policy.TestPolicies.answer;
import static dev.crmpulse.engine.policy.TestPolicies.at;
import static dev.crmpulse.engine.policy.TestPolicies.calendar;
import static dev.crmpulse.engine.policy.TestPolicies.head;
import static dev.crmpulse.engine.policy.TestPolicies.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Twins;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelOrder;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelStep;
import dev.crmpulse.engine.policy.TierPolicy.TierThreshold;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantPoliciesTest {
    private static final long JANUARY = at("2026-01-01T00:00:00Z");
    private static final long MARCH = at("2026-03-01T00:00:00Z");
    private static final long MAY = at("2026-05-01T00:00:00Z");

    @Test
    void aTenantWithoutAnyPolicyLivesInUtcWithoutCalendarAndSlas() {
        for (TenantPolicies none : List.of(TenantPolicies.NONE, Policies.NONE.tenant("acme"))) {
            assertThat(none.profile(MARCH).zone()).hasToString("UTC");
            assertThat(none.calendar(MARCH)).isNull();
            assertThat(none.calendar("office", MARCH)).isNull();
            assertThat(none.slas(Entity.LEAD, MARCH)).isEmpty();
            assertThat(none.slaAt("answer", MARCH)).isNull();
            assertThat(none.sla("answer", 1)).isNull();
            assertThat(none.funnels(Entity.DEAL, MARCH)).isEmpty();
            assertThat(none.tier(MARCH)).isNull();
            assertThat(none.benchmarks(MARCH)).isEmpty();
        }
        assertThat(Policies.NONE.tenant("acme").tenant()).isEqualTo("acme");
    }

    @Test
    void EdgeCase_13_aPolicyIsInForceFromItsDateUntilTheNext() {
        TenantPolicies acme = Policies.of(List.of(
                        answer(head("*", "answer", 1, "2026-01-01"), "", "4 h"),
                        answer(head("*", "answer", 2, "2026-03-01"), "", "1 h")))
                .tenant("acme");

        assertThat(acme.slaAt("answer", JANUARY - 1)).as("before the first").isNull();
        assertThat(acme.slaAt("answer", JANUARY).version()).isEqualTo(1);
        assertThat(acme.slaAt("answer", MARCH - 1).version()).isEqualTo(1);
        assertThat(acme.slaAt("answer", MARCH).version()).isEqualTo(2);
        assertThat(acme.slas(Entity.LEAD, JANUARY - 1)).isEmpty();
        assertThat(acme.slas(Entity.LEAD, MARCH - 1))
                .extracting(Policy::versionedId)
                .containsExactly("answer@1");
        assertThat(acme.slas(Entity.LEAD, MARCH))
                .extracting(Policy::versionedId)
                .containsExactly("answer@2");
        assertThat(acme.slas(Entity.DEAL, MARCH)).isEmpty();
        assertThat(acme.slas(Entity.LEAD, EventType.LEAD_CREATED, MARCH))
                .as("which it starts")
                .extracting(Policy::versionedId)
                .containsExactly("answer@2");
        assertThat(acme.slas(Entity.LEAD, EventType.DEAL_WON, MARCH))
                .as("which means nothing to it")
                .isEmpty();
        assertThat(acme.slas(Entity.DEAL, EventType.LEAD_CREATED, MARCH)).isEmpty();
        assertThat(acme.slas(Entity.LEAD, EventType.LEAD_CREATED, JANUARY - 1)).isEmpty();
        assertThat(acme.sla("answer", 1).levels().get(0).target()).hasToString("4 h");
        assertThat(acme.sla("answer", 3)).isNull();
    }

    @Test
    void aTenantsOwnPolicyReplacesTheGeneralOneOfItsIdFromItsFirstDateOn() {
        Policies policies = Policies.of(List.of(
                answer(head("*", "answer", 1, "2026-01-01"), "", "4 h"),
                answer(head("acme", "answer", 7, "2026-03-01"), "", "1 h"),
                answer(head("*", "answer", 2, "2026-05-01"), "", "2 h"),
                answer(head("*", "touch", 1, "2026-01-01"), "", "3 d")));

        assertThat(policies.tenant("acme").slas(Entity.LEAD, JANUARY))
                .extracting(Policy::versionedId)
                .containsExactly("answer@1", "touch@1");
        assertThat(policies.tenant("acme").slas(Entity.LEAD, MARCH))
                .extracting(Policy::versionedId)
                .containsExactly("answer@7", "touch@1");
        assertThat(policies.tenant("acme").slas(Entity.LEAD, MAY))
                .as("a later general one changes nothing for acme")
                .extracting(Policy::versionedId)
                .containsExactly("answer@7", "touch@1");
        assertThat(policies.tenant("other").slas(Entity.LEAD, MAY))
                .extracting(Policy::versionedId)
                .containsExactly("answer@2", "touch@1");
    }

    @Test
    void aTenantLeavesAGeneralSlaOutByOneWithoutLevels() {
        Policies policies = Policies.of(List.of(
                answer(head("*", "answer", 1, "2026-01-01"), "", "4 h"),
                answer(head("acme", "answer", 2, "2026-03-01"), "")));

        assertThat(policies.tenant("acme").slas(Entity.LEAD, MARCH - 1)).hasSize(1);
        assertThat(policies.tenant("acme").slas(Entity.LEAD, MARCH)).isEmpty();
        assertThat(policies.tenant("acme").slas(Entity.LEAD, EventType.LEAD_CREATED, MARCH))
                .isEmpty();
        assertThat(policies.tenant("other").slas(Entity.LEAD, MARCH)).hasSize(1);
    }

    @Test
    void theDefaultCalendarIsTheOneThatTheProfileNames() {
        TenantPolicies acme = Policies.of(List.of(
                        calendar("*", "office", 1, "1970-01-01"),
                        calendar("*", "office", 2, "2026-05-01"),
                        calendar("acme", "plant", 1, "1970-01-01"),
                        profile("acme", 1, "2026-01-01", ""),
                        profile("acme", 2, "2026-03-01", "office")))
                .tenant("acme");

        assertThat(acme.calendar(JANUARY)).as("none named").isNull();
        assertThat(acme.calendar(MARCH)).hasToString("office version 1");
        assertThat(acme.calendar(MAY)).hasToString("office version 2");
        assertThat(acme.calendar("plant", JANUARY)).hasToString("plant version 1");
        assertThat(acme.profile(MARCH).currency()).isEqualTo("EUR");
    }

    @Test
    void aSlaIsReckonedByItsOwnCalendarElseTheTenants() {
        TenantPolicies acme = Policies.of(List.of(
                        calendar("*", "office", 1, "1970-01-01"),
                        calendar("*", "plant", 1, "1970-01-01"),
                        profile("acme", 1, "2026-01-01", "office")))
                .tenant("acme");

        assertThat(acme.calendar(answer(PolicyHead.general("a", 1), "", "4 h"), MARCH))
                .hasToString("office version 1");
        assertThat(acme.calendar(answer(PolicyHead.general("a", 1), "plant", "4 h"), MARCH))
                .hasToString("plant version 1");
        assertThat(acme.calendar(answer(PolicyHead.general("a", 1), "", "4 h"), JANUARY - 1))
                .as("before the profile")
                .isNull();
    }

    @Test
    void theFirstFunnelThatNamesBothStagesDecidesTheirOrder() {
        TenantPolicies acme = Policies.of(List.of(
                        journey(head("*", "a-short-one", 1, "2026-01-01"), "Demo", "Order"),
                        journey(head("*", "journey", 1, "2026-01-01"), "Lead", "Demo", "Offer", "Order"),
                        journey(head("acme", "journey", 2, "2026-03-01"), "Offer", "Demo", "*", "Offer")))
                .tenant("acme");

        assertThat(acme.stepsBetween("Lead", "Offer", MARCH - 1)).isEqualTo(2);
        assertThat(acme.stepsBetween("Offer", " lead ", MARCH - 1)).isEqualTo(-2);
        assertThat(acme.stepsBetween("Demo", "Order", MARCH - 1))
                .as("by the first in order of ids")
                .isEqualTo(1);
        assertThat(acme.stepsBetween("Demo", "Pilot", MARCH - 1)).isNull();
        assertThat(acme.stepsBetween("Lead", "Offer", MARCH))
                .as("the tenant's own takes its place")
                .isNull();
        assertThat(acme.stepsBetween("Demo", "Offer", MARCH))
                .as("the last step that names it")
                .isEqualTo(2);
        assertThat(acme.stepsBetween("Demo", "*", MARCH))
                .as("any stage is none")
                .isNull();
        assertThat(acme.stepsBetween("Lead", "Offer", 0)).as("nothing in force").isNull();
    }

    private static FunnelPolicy journey(PolicyHead head, String... stages) {
        List<FunnelStep> steps = new ArrayList<>();
        for (String stage : stages) {
            steps.add(new FunnelStep(
                    steps.size() + " " + stage,
                    EventConditions.anyOf(
                            EventCondition.of(EventType.DEAL_CREATED),
                            EventCondition.of(EventType.DEAL_STAGE_CHANGED).where(EventField.TO, stage))));
        }
        return new FunnelPolicy(
                head, Entity.DEAL, FunnelOrder.STRICT, Span.parse("30 d"), Span.parse("30 d"), null, steps);
    }

    @Test
    void funnelsScoringAndBenchmarksAreFoundByTheTimeTheyAreInForce() {
        FunnelPolicy order = new FunnelPolicy(
                head("*", "order", 1, "2026-03-01"),
                Entity.DEAL,
                FunnelOrder.STRICT,
                Span.parse("90 d"),
                Span.parse("90 d"),
                null,
                List.of(
                        new FunnelStep("Created", EventConditions.anyOf(EventCondition.of(EventType.DEAL_CREATED))),
                        new FunnelStep("Won", EventConditions.anyOf(EventCondition.of(EventType.DEAL_WON)))));
        TierPolicy scoring = new TierPolicy(
                head("*", TierPolicy.ID, 1, "2026-03-01"), List.of(), List.of(new TierThreshold("A", 0)));
        BenchmarkPolicy lines = new BenchmarkPolicy(
                head("*", "conversion", 1, "2026-03-01"), Map.of("industry", Map.of("<1h", BigDecimal.TEN)));
        TenantPolicies acme = Policies.of(List.of(order, scoring, lines)).tenant("acme");

        assertThat(acme.funnels(Entity.DEAL, MARCH)).containsExactly(order);
        assertThat(acme.funnels(Entity.LEAD, MARCH)).isEmpty();
        assertThat(acme.funnels(Entity.DEAL, MARCH - 1)).isEmpty();
        assertThat(acme.tier(MARCH)).isEqualTo(scoring);
        assertThat(acme.tier(MARCH - 1)).isNull();
        assertThat(acme.benchmarks(MARCH)).containsExactly(lines);
        assertThat(acme.benchmarks(MARCH - 1)).isEmpty();
    }

    private static PolicyHead shipped(String id) {
        return new PolicyHead(Policy.EVERY_TENANT, id, 1, 0, true);
    }

    private static TenantPolicy leavingOut(String tenant, String from, ShippedRules shipped) {
        return new TenantPolicy(
                head(tenant, TenantPolicy.ID, 1, from), ZoneId.of("UTC"), "", "", 1, shipped, Twins.NONE, List.of());
    }

    private static Policies withShipped(Policy... own) {
        TierPolicy scoring = new TierPolicy(shipped(TierPolicy.ID), List.of(), List.of(new TierThreshold("A", 0)));
        BenchmarkPolicy lines =
                new BenchmarkPolicy(shipped("lines"), Map.of("industry", Map.of("<1h", BigDecimal.TEN)));
        List<Policy> all = new ArrayList<>(
                List.of(answer(shipped("answer"), "", "4 h"), answer(shipped("reply"), "", "48 h"), scoring, lines));
        all.addAll(List.of(own));
        return Policies.of(all);
    }

    @Test
    void aTenantThatLeavesOutWhatShipsIsEvaluatedByItsOwnRulesAndTheGeneralOnesOfItsCompany() {
        Policies policies = withShipped(
                leavingOut("desk", "1970-01-01", ShippedRules.NONE),
                answer(head("desk", "own", 1, "2026-01-01"), "", "8 h"),
                answer(head("*", "company", 1, "1970-01-01"), "", "1 d"));

        TenantPolicies desk = policies.tenant("desk");
        assertThat(desk.slas(Entity.LEAD, MARCH))
                .extracting(Policy::versionedId)
                .containsExactly("company@1", "own@1");
        assertThat(desk.slaAt("answer", MARCH)).isNull();
        assertThat(desk.sla("answer", 1)).isNull();
        assertThat(desk.tier(MARCH)).isNull();
        assertThat(desk.benchmarks(MARCH)).isEmpty();
        TenantPolicies other = policies.tenant("other");
        assertThat(other.slas(Entity.LEAD, MARCH)).hasSize(3);
        assertThat(other.tier(MARCH)).isNotNull();
    }

    @Test
    void singleRulesThatShipAreLeftOutFromTheDateOfTheProfileOnUntilTheNext() {
        TenantPolicies acme = withShipped(
                        leavingOut("acme", "2026-03-01", ShippedRules.without(Set.of("answer"))),
                        leavingOut("acme", "2026-05-01", ShippedRules.ALL))
                .tenant("acme");

        assertThat(acme.slas(Entity.LEAD, MARCH - 1)).hasSize(2);
        assertThat(acme.slas(Entity.LEAD, MARCH)).extracting(Policy::id).containsExactly("reply");
        assertThat(acme.slaAt("answer", MAY - 1)).isNull();
        assertThat(acme.sla("answer", 1)).as("what began under it").isNotNull();
        assertThat(acme.slaAt("answer", MAY)).isNotNull();
        assertThat(acme.tier(MARCH)).isNotNull();
    }

    @Test
    void aRuleOfItsOwnHoldsThoughTheShippedOneOfItsIdIsLeftOut() {
        TenantPolicies acme = withShipped(
                        leavingOut("acme", "1970-01-01", ShippedRules.NONE),
                        answer(head("acme", "answer", 2, "2026-03-01"), "", "1 h"))
                .tenant("acme");

        assertThat(acme.slaAt("answer", MARCH - 1)).isNull();
        assertThat(acme.slaAt("answer", MARCH).version()).isEqualTo(2);
    }

    @Test
    void aPolicyOfTheSameKeyTakesThePlaceOfTheOther() {
        Policy first = answer(head("*", "answer", 1, "2026-01-01"), "", "4 h");
        Policy corrected = answer(head("*", "answer", 2, "2026-01-01"), "", "3 h");
        Policies policies = Policies.NONE.with(first).with(corrected);

        assertThat(policies.all()).containsExactly(corrected);
        assertThat(policies).isEqualTo(Policies.of(List.of(first, corrected)));
        assertThat(policies.without(first.key())).isEqualTo(Policies.NONE);
        assertThat(Policies.NONE.all()).as("a snapshot never changes").isEmpty();
        assertThat(Policies.of(List.of(first))).isNotEqualTo(Policies.of(List.of(corrected)));
    }

    @Test
    void policiesReadBackAreTheSame() throws IOException, ClassNotFoundException {
        Policies policies = Policies.of(List.of(
                calendar("*", "office", 1, "1970-01-01"),
                profile("acme", 2, "2026-03-01", "office"),
                answer(head("*", "answer", 1, "2026-01-01"), "", "4 h")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(policies);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Policies read = (Policies) in.readObject();
            assertThat(read).isEqualTo(policies).hasSameHashCodeAs(policies);
            assertThat(read.tenant("acme").calendar(MARCH)).hasToString("office version 1");
        }
    }
}
