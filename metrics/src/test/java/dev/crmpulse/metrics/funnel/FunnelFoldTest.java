package dev.crmpulse.metrics.funnel;

import static dev.crmpulse.engine.event.EventType.DEAL_CREATED;
import static dev.crmpulse.engine.event.EventType.DEAL_STAGE_CHANGED;
import static dev.crmpulse.engine.event.EventType.DEAL_WON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.EventCondition;
import dev.crmpulse.engine.policy.EventConditions;
import dev.crmpulse.engine.policy.FunnelPolicy;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelOrder;
import dev.crmpulse.engine.policy.FunnelPolicy.FunnelStep;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.Span;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FunnelFoldTest {
    private static final FunnelFold FOLD = new FunnelFold();
    private static final FunnelStep CREATED = step("created", EventCondition.of(DEAL_CREATED));
    private static final FunnelStep MOVED = step("moved", EventCondition.of(DEAL_STAGE_CHANGED));
    private static final FunnelStep WON = step("won", EventCondition.of(DEAL_WON));
    private static final TenantPolicies IMPLIED = inForce(funnel(1, FunnelOrder.IMPLIED, CREATED, MOVED, WON));

    @Test
    void nothingIsExpectedOfAnEntry() {
        FunnelFold.State state = FOLD.create();
        apply(state, IMPLIED, deal("09:00", "deal.created"));

        assertThat(FOLD.closed(state)).isTrue();
    }

    @Test
    void stepsThatNoEventChangedAreStatedAsTheSameFacts() {
        FunnelFold.State state = FOLD.create();
        apply(state, IMPLIED, deal("09:00", "deal.created"));
        List<FunnelEntry> before = facts(state);
        apply(state, IMPLIED, deal("10:00", "deal.created"), deal("11:00", "deal.lost"));
        List<FunnelEntry> after = facts(state);

        assertThat(after).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(after.get(i)).isSameAs(before.get(i));
        }
    }

    @Test
    void whoAndWhereFromIsShownOnEveryStepHoweverLateItBecomesKnown() {
        FunnelFold.State state = FOLD.create();
        apply(state, IMPLIED, deal("09:00", "deal.created"));
        assertThat(facts(state)).allSatisfy(entry -> assertThat(entry.channel()).isEmpty());
        apply(state, IMPLIED, lead("10:00", "lead.created").saying(Map.of("channel", "web", "owner", "rep-1")));
        assertThat(facts(state))
                .allSatisfy(entry -> assertThat(entry.channel()).isEqualTo("web"))
                .allSatisfy(entry -> assertThat(entry.owner()).isEqualTo("rep-1"));
        apply(
                state,
                IMPLIED,
                lead("11:00", "lead.created").saying(Map.of("channel", "fair")),
                deal("12:00", "deal.amount_changed")
                        .saying(Map.of("lead_id", "L1", "customer_id", "C1", "owner", "rep-2")));

        assertThat(facts(state))
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.channel()).isEqualTo("web"))
                .allSatisfy(entry -> assertThat(entry.owner()).isEqualTo("rep-2"))
                .allSatisfy(entry -> assertThat(entry.customerId()).isEqualTo("C1"));
    }

    @Test
    void oneEventMayReachSeveralStepsInAnyOrder() {
        FunnelStep alsoCreated = step("also created", EventCondition.of(DEAL_CREATED));
        FunnelFold.State state = FOLD.create();
        apply(
                state,
                inForce(funnel(1, FunnelOrder.ANY, CREATED, MOVED, alsoCreated)),
                deal("09:00", "deal.created"),
                deal("10:00", "deal.stage_changed"));

        assertThat(facts(state))
                .extracting(FunnelEntry::endedAt)
                .containsExactly(millis("09:00"), millis("10:00"), millis("09:00"));
    }

    @Test
    void whatIsReachedAfterTheWindowIsNotReachedByThePassageThatWasReadAgain() {
        FunnelFold.State state = FOLD.create();
        apply(state, IMPLIED, deal("09:00", "deal.created"));
        FunnelFold.State read = stored(state);
        apply(read, IMPLIED, deal("10:00", "deal.stage_changed"), deal("11:01", "deal.won"));

        assertThat(facts(read))
                .as("the window of two hours ended at 11:00")
                .extracting(FunnelEntry::endedAt)
                .containsExactly(millis("09:00"), millis("10:00"), null);
    }

    @Test
    void aFunnelThatIsNotInForceAnyMoreIsAskedForByName() {
        FunnelFold.State state = FOLD.create();
        apply(state, IMPLIED, deal("09:00", "deal.created"));
        TestEvent next = deal("10:00", "deal.stage_changed");
        String message =
                "funnel journey version 1 with 3 steps was entered by what is published already and is not in force"
                        + " for it any more: bring it back, or begin a new run";

        Stream.of(
                        TenantPolicies.NONE,
                        inForce(funnel(2, FunnelOrder.IMPLIED, CREATED, MOVED, WON)),
                        inForce(funnel(1, FunnelOrder.IMPLIED, CREATED, WON)))
                .forEach(changed -> assertThatThrownBy(() -> apply(stored(state), changed, next))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(message));
    }

    @Test
    void surveysAndChangesOfPeopleReachNothing() {
        assertThat(FOLD.reads())
                .doesNotContain(
                        EventType.SURVEY_SENT, EventType.SURVEY_ANSWERED, EventType.REP_CHANGED, EventType.OTHER);
        assertThat(bytes(FOLD.create())).isEqualTo("000000" + "00" + "00" + "00");
    }

    /** The written form; a changed one means that state of the last release is read wrongly. */
    @Test
    void theWrittenFormIsStable() {
        FunnelFold.State state = FOLD.create();
        apply(
                state,
                IMPLIED,
                lead("08:00", "lead.created").saying(Map.of("channel", "web")),
                deal("09:00", "deal.stage_changed"));

        String lead = "01" + "024431" + "00" + "00" + "00" + "00";
        String deal = "01" + "024431" + "00" + "00" + "00" + "01";
        String enteredAtOnceBySecondStepWhichImpliesTheFirst =
                "076a6f75726e6579" + "01" + "80b59aeeca33" + "030302" + "00";
        assertThat(bytes(state))
                .isEqualTo(
                        "010000" + lead + deal + "01" + enteredAtOnceBySecondStepWhichImpliesTheFirst + "0103776562");
        assertThat(bytes(stored(state))).isEqualTo(bytes(state));
        assertThat(facts(stored(state))).isEqualTo(facts(state));
    }

    private static FunnelStep step(String name, EventCondition condition) {
        return new FunnelStep(name, EventConditions.anyOf(condition));
    }

    private static FunnelPolicy funnel(int version, FunnelOrder order, FunnelStep... steps) {
        return new FunnelPolicy(
                new PolicyHead(Policy.EVERY_TENANT, "journey", version, 0),
                Entity.DEAL,
                order,
                Span.parse("2 h"),
                Span.parse("1 h"),
                null,
                List.of(steps));
    }

    private static TenantPolicies inForce(FunnelPolicy funnel) {
        return Policies.of(List.of(funnel)).tenant("t");
    }

    private static TestEvent lead(String time, String type) {
        return TestEvent.of(type + time, "2026-03-02T" + time + ":00Z", type, "lead/L1");
    }

    private static TestEvent deal(String time, String type) {
        return TestEvent.of(type + time, "2026-03-02T" + time + ":00Z", type, "deal/D1")
                .saying(Map.of("lead_id", "L1"));
    }

    private static void apply(FunnelFold.State state, TenantPolicies policies, TestEvent... events) {
        for (TestEvent event : events) {
            FOLD.apply(state, event.event(), policies);
        }
    }

    private static List<FunnelEntry> facts(FunnelFold.State state) {
        List<FunnelEntry> facts = new ArrayList<>();
        FOLD.facts(state, EntityKey.of("t", "lead/L1"), facts::add);
        return facts;
    }

    private static FunnelFold.State stored(FunnelFold.State state) {
        try {
            return new Bytes(bytes(state)).into(FOLD.create());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String bytes(FunnelFold.State state) {
        try {
            return Bytes.of(state::write).hex();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static long millis(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z").toEpochMilli();
    }
}
