package dev.crmpulse.metrics.tier;

import static dev.crmpulse.engine.event.EventType.LEAD_BEHAVIOR;
import static dev.crmpulse.engine.event.EventType.LEAD_CREATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.policy.EventCondition;
import dev.crmpulse.engine.policy.EventConditions;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.policy.TierPolicy;
import dev.crmpulse.engine.policy.TierPolicy.TierRule;
import dev.crmpulse.engine.policy.TierPolicy.TierThreshold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeadTierFoldTest {
    private static final LeadTierFold FOLD = new LeadTierFold();

    /** 10 points for being created, and 20 less for what it does, twice. */
    private static final TierRule CREATION = rule(EventCondition.of(LEAD_CREATED), 10, 1);

    private static final TierRule BEHAVIOR = rule(EventCondition.of(LEAD_BEHAVIOR), -20, 2);
    private static final TenantPolicies SCORING = scoring(1, "2026-03-02T09:00:00Z", CREATION, BEHAVIOR);

    private static final TestEvent CREATED = lead("09:00", "lead.created")
            .saying(Map.of(
                    "channel", "web", "campaign", "spring", "intent", "high", "size", "small", "industry", "it"));

    @Test
    void aLeadMayStayInItsTierForEver() {
        LeadTierFold.State state = FOLD.create();
        apply(state, SCORING, CREATED);

        assertThat(FOLD.closed(state)).isTrue();
    }

    @Test
    void aLeadThatWasCreatedWhenNoRulesWereInForceIsNeverScoredAndNothingOfItIsKept() {
        LeadTierFold.State state = FOLD.create();
        apply(
                state,
                SCORING,
                lead("08:59", "lead.created"),
                lead("09:30", "lead.behavior"),
                lead("10:00", "lead.created"));

        assertThat(facts(state)).isEmpty();
        assertThat(bytes(state)).isEqualTo("04");
        assertThat(bytes(stored(state))).isEqualTo("04");
    }

    @Test
    void aDealWithoutALeadHasNoTierAndNothingOfItIsKept() {
        LeadTierFold.State state = FOLD.create();
        apply(state, SCORING, TestEvent.of("e1", "2026-03-02T09:00:00Z", "deal.created", "deal/D1"));

        assertThat(bytes(state)).isEqualTo("00");
        assertThat(bytes(stored(state))).isEqualTo("00");
    }

    @Test
    void whoeverAnswersFirstOwnsALeadThatNobodyWasGiven() {
        LeadTierFold.State state = FOLD.create();
        apply(
                state,
                SCORING,
                CREATED,
                lead("09:10", "message.sent").by("rep-1", "human").saying(Map.of("customer_id", "C1")),
                lead("09:20", "message.sent").by("rep-2", "human").saying(Map.of("customer_id", "C2")));

        LeadTier tier = facts(state).get(0);
        assertThat(tier.owner()).isEqualTo("rep-1");
        assertThat(tier.subject().customerId()).isEqualTo("C1");
        assertThat(tier.worth().touches()).isEqualTo(2);
    }

    @Test
    void whatHappensAfterTheLeadIsGoneChangesItsOwnerAlone() {
        LeadTierFold.State state = FOLD.create();
        apply(
                state,
                SCORING,
                CREATED,
                lead("10:00", "lead.disqualified"),
                lead("11:00", "lead.behavior"),
                lead("12:00", "message.sent").by("rep-1", "human"),
                lead("13:00", "lead.merged"),
                lead("14:00", "lead.assigned").saying(Map.of("owner", "rep-2")));

        assertThat(facts(state))
                .containsExactly(new LeadTier(
                        new FactSubject("t", "L1", "", ""),
                        "rep-2",
                        new Origin("web", "spring", "high", "small", "it"),
                        1,
                        "B",
                        "",
                        new LeadTier.Worth(10, 10, 0),
                        millis("09:00"),
                        millis("10:00"),
                        "disqualified",
                        "scoring@1"));
    }

    @Test
    void aLeadThatWasReadAgainIsEvaluatedOnByTheRulesOfItsCreation() {
        LeadTierFold.State state = FOLD.create();
        apply(state, SCORING, CREATED);
        LeadTierFold.State read = stored(state);
        apply(read, SCORING, lead("10:00", "lead.behavior"));

        assertThat(facts(read)).extracting(LeadTier::tier).containsExactly("B", "C");
        assertThat(facts(read)).extracting(tier -> tier.worth().points()).containsExactly(10L, -10L);
    }

    @Test
    void surveysAndChangesOfPeopleScoreNothing() {
        assertThat(FOLD.reads())
                .doesNotContain(
                        EventType.SURVEY_SENT, EventType.SURVEY_ANSWERED, EventType.REP_CHANGED, EventType.OTHER);
        assertThat(bytes(FOLD.create())).isEqualTo("00");
    }

    @Test
    void rulesThatAreNotInForceAnyMoreAreAskedForByName() {
        LeadTierFold.State state = FOLD.create();
        apply(state, SCORING, CREATED);
        String message =
                "scoring policy scoring@1 with 2 rules evaluates leads that have rows already and is not in force"
                        + " for them any more: bring it back, or begin a new run";

        TestEvent next = lead("10:00", "lead.behavior");
        assertThatThrownBy(() -> apply(stored(state), TenantPolicies.NONE, next))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> apply(stored(state), scoring(2, "2026-03-02T09:00:00Z", CREATION, BEHAVIOR), next))
                .as("another version")
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> apply(stored(state), scoring(1, "2026-03-02T09:00:00Z", CREATION), next))
                .as("changed in place")
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }

    /** The written form; a changed one means that state of the last release is read wrongly. */
    @Test
    void theWrittenFormIsStable() {
        LeadTierFold.State state = FOLD.create();
        apply(state, SCORING, lead("08:00", "lead.assigned").saying(Map.of("owner", "rep-1", "customer_id", "C1")));
        String owned = "00" + "057265702d31" + "00" + "024331";
        assertThat(bytes(state)).as("not created yet").isEqualTo("01" + owned);
        assertThat(bytes(stored(state))).isEqualTo(bytes(state));

        apply(
                state,
                SCORING,
                CREATED,
                lead("09:00", "message.sent").by("rep-1", "human").numbered(1),
                lead("10:00", "lead.behavior"));
        String answered = "02" + "057265702d31" + "057265702d31" + "024331";
        String origin = "03776562" + "06737072696e67" + "0468696768" + "05736d616c6c" + "026974";
        String minus10PointsByTwoRulesThatCountedOnce = "01" + "fffffffffffffff6" + "02" + "0101";
        String anHourInBWith10PointsAndATouch =
                "0142" + "80b59aeeca33" + "14" + "14" + "01" + "0474696572" + "80dddb01";
        String inCWithMinus10Points = "0143" + "8092f6efca33" + "13" + "13" + "00" + "00";
        assertThat(bytes(state))
                .isEqualTo("02" + answered + origin + minus10PointsByTwoRulesThatCountedOnce + "02"
                        + anHourInBWith10PointsAndATouch
                        + inCWithMinus10Points);
        assertThat(bytes(stored(state))).isEqualTo(bytes(state));
        assertThat(facts(stored(state))).isEqualTo(facts(state));
    }

    private static TierRule rule(EventCondition when, int points, int atMost) {
        return new TierRule(EventConditions.anyOf(when), points, atMost);
    }

    private static TenantPolicies scoring(int version, String from, TierRule... rules) {
        PolicyHead head = new PolicyHead(
                Policy.EVERY_TENANT, TierPolicy.ID, version, Instant.parse(from).toEpochMilli());
        return Policies.of(List.of(new TierPolicy(
                        head, List.of(rules), List.of(new TierThreshold("B", 10), new TierThreshold("C", 0)))))
                .tenant("t");
    }

    private static TestEvent lead(String time, String type) {
        return TestEvent.of(type + time, "2026-03-02T" + time + ":00Z", type, "lead/L1");
    }

    private static void apply(LeadTierFold.State state, TenantPolicies policies, TestEvent... events) {
        for (TestEvent event : events) {
            FOLD.apply(state, event.event(), policies);
        }
    }

    private static List<LeadTier> facts(LeadTierFold.State state) {
        List<LeadTier> facts = new ArrayList<>();
        FOLD.facts(state, EntityKey.of("t", "lead/L1"), facts::add);
        return facts;
    }

    private static LeadTierFold.State stored(LeadTierFold.State state) {
        try {
            return new Bytes(bytes(state)).into(FOLD.create());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String bytes(LeadTierFold.State state) {
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
