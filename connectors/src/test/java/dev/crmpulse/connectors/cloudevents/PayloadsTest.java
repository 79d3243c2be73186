package dev.crmpulse.connectors.cloudevents;

import static dev.crmpulse.connectors.cloudevents.TestJson.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.ContactPayload;
import dev.crmpulse.engine.event.ContractPayload;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.event.GoalPayload;
import dev.crmpulse.engine.event.HandoverPayload;
import dev.crmpulse.engine.event.ImprovementPayload;
import dev.crmpulse.engine.event.InvoicePayload;
import dev.crmpulse.engine.event.LeadPayload;
import dev.crmpulse.engine.event.NoPayload;
import dev.crmpulse.engine.event.OrderPayload;
import dev.crmpulse.engine.event.Payload;
import dev.crmpulse.engine.event.PeoplePayload;
import dev.crmpulse.engine.event.ProposalPayload;
import dev.crmpulse.engine.event.RelationshipPayload;
import dev.crmpulse.engine.event.SurveyPayload;
import dev.crmpulse.engine.event.TeamworkPayload;
import dev.crmpulse.engine.event.TicketPayload;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadsTest {
    private static final String EVERYTHING = "{\"channel\":\"call\",\"campaign\":\"spring\",\"cost\":12.5,"
            + "\"intent\":\"high\",\"size\":\"50\",\"industry\":\"it\",\"ground\":\"region\",\"reason\":\"price\","
            + "\"kind\":\"page\",\"tier\":\"A\",\"into\":\"L-2\",\"direction\":\"outbound\",\"duration\":\"90\","
            + "\"connected\":true,\"outcome\":\"ok\",\"notes\":\"seven..\",\"next_step\":\"demo\","
            + "\"next_step_at\":\"2026-03-02\",\"script_followed\":\"false\",\"attachment\":1,\"stage\":\"new\","
            + "\"amount\":\"99.90\",\"currency\":\"EUR\",\"from\":\"a\",\"to\":\"b\",\"survey_id\":\"S-1\","
            + "\"respondent\":\"anna\",\"score\":9,\"dimension\":\"service\",\"wave\":\"2026H1\",\"key_account\":true,"
            + "\"rep_id\":\"rep-1\",\"team\":\"East\",\"manager\":\"boss\",\"region\":\"North\",\"role\":\"lead\","
            + "\"status\":\"active\","
            + "\"alternative\":true,\"baseline\":7.5,\"by\":\"by-1\",\"complex\":true,"
            + "\"contract_id\":\"contract_id-1\",\"department\":\"department-1\","
            + "\"due_at\":\"2026-03-04\",\"effective\":true,\"fields_filled\":9,\"fields_required\":10,\"fully_meets\":true,\"line\":\"line-1\","
            + "\"link\":\"link-1\",\"match\":7.5,\"mode\":\"mode-1\",\"payment_id\":\"payment_id-1\","
            + "\"planned_at\":\"2026-03-04\",\"preferred\":\"preferred-1\","
            + "\"problem_type\":\"problem_type-1\",\"question_id\":\"question_id-1\","
            + "\"referred\":\"referred-1\",\"relation\":\"relation-1\",\"rule\":\"rule-1\","
            + "\"scope\":\"scope-1\",\"ticket_id\":\"ticket_id-1\",\"topic\":\"topic-1\","
            + "\"visit_id\":\"visit_id-1\",\"comment\":\"kept out\"}";
    private static final SurveyPayload.Survey SURVEY =
            new SurveyPayload.Survey("S-1", "anna", "page", "2026H1", "call", "A", Flag.YES);

    static Stream<Arguments> payloads() {
        return Stream.of(
                Arguments.of(
                        EventType.LEAD_CREATED,
                        new LeadPayload.Created("call", "spring", new BigDecimal("12.5"), "high", "50", "it")),
                Arguments.of(
                        EventType.LEAD_ASSIGNED,
                        new LeadPayload.Assigned("region", "rule-1", "North", "line-1", "preferred-1")),
                Arguments.of(
                        EventType.LEAD_ASSIGNMENT_FAILED,
                        new LeadPayload.AssignmentFailed("price", "rule-1", "North", "line-1")),
                Arguments.of(EventType.LEAD_BEHAVIOR, new LeadPayload.Behavior("page")),
                Arguments.of(EventType.LEAD_TIERED, new LeadPayload.Tiered("A")),
                Arguments.of(EventType.LEAD_DISQUALIFIED, new LeadPayload.Disqualified("price")),
                Arguments.of(EventType.LEAD_MERGED, new LeadPayload.Merged("L-2")),
                Arguments.of(EventType.LEAD_DELETED, new LeadPayload.Deleted("price")),
                Arguments.of(EventType.LEAD_UNASSIGNED, new LeadPayload.Unassigned("price")),
                Arguments.of(
                        EventType.ACTIVITY_LOGGED,
                        new ContactPayload.Activity(
                                "call",
                                "outbound",
                                new BigDecimal("90"),
                                Flag.YES,
                                "ok",
                                Flag.YES,
                                new ContactPayload.Notes(7, 0x3cea1a040291efc4L),
                                "demo",
                                "2026-03-02",
                                Flag.NO,
                                new ContactPayload.Completeness(BigDecimal.valueOf(9), BigDecimal.TEN),
                                Flag.YES)),
                Arguments.of(EventType.MESSAGE_RECEIVED, new ContactPayload.MessageReceived("call")),
                Arguments.of(EventType.MESSAGE_SENT, new ContactPayload.MessageSent("call")),
                Arguments.of(EventType.DEAL_CREATED, new DealPayload.Created("new", new BigDecimal("99.90"), "EUR")),
                Arguments.of(EventType.DEAL_STAGE_CHANGED, new DealPayload.StageChanged("a", "b", "price")),
                Arguments.of(EventType.DEAL_WON, new DealPayload.Won(new BigDecimal("99.90"), "EUR")),
                Arguments.of(EventType.DEAL_LOST, new DealPayload.Lost("price")),
                Arguments.of(EventType.DEAL_REOPENED, new DealPayload.Reopened("new")),
                Arguments.of(
                        EventType.DEAL_AMOUNT_CHANGED, new DealPayload.AmountChanged(new BigDecimal("99.90"), "EUR")),
                Arguments.of(EventType.DEAL_OWNER_CHANGED, new DealPayload.OwnerChanged("price")),
                Arguments.of(EventType.DEAL_DELETED, new DealPayload.Deleted("price")),
                Arguments.of(EventType.SURVEY_SENT, new SurveyPayload.Sent(SURVEY)),
                Arguments.of(
                        EventType.SURVEY_ANSWERED, new SurveyPayload.Answered(SURVEY, "service", new BigDecimal("9"))),
                Arguments.of(
                        EventType.REP_CHANGED,
                        new PeoplePayload.Changed("rep-1", "East", "boss", "North", "lead", "active", "line-1")),
                Arguments.of(
                        EventType.PROPOSAL_SUBMITTED, new ProposalPayload.Submitted(new BigDecimal("99.90"), "EUR")),
                Arguments.of(EventType.PROPOSAL_QUESTION_ASKED, new ProposalPayload.Question("question_id-1")),
                Arguments.of(EventType.PROPOSAL_QUESTION_ANSWERED, new ProposalPayload.Question("question_id-1")),
                Arguments.of(
                        EventType.PROPOSAL_REVIEWED, new ProposalPayload.Reviewed(Flag.YES, new BigDecimal("7.5"))),
                Arguments.of(
                        EventType.CONTRACT_SUBMITTED, new ContractPayload.Submitted(new BigDecimal("99.90"), "EUR")),
                Arguments.of(EventType.CONTRACT_REVIEWED, new ContractPayload.Reviewed("by-1", "ok")),
                Arguments.of(EventType.CONTRACT_SIGNED, new ContractPayload.Signed(new BigDecimal("99.90"), "EUR")),
                Arguments.of(EventType.ORDER_PLANNED, new OrderPayload.Planned("contract_id-1", "2026-03-04")),
                Arguments.of(EventType.ORDER_DELIVERY_CONFIRMED, NoPayload.INSTANCE),
                Arguments.of(EventType.ORDER_DELAYED, new OrderPayload.Delayed("2026-03-04", Flag.YES, "price")),
                Arguments.of(EventType.ORDER_DELIVERED, NoPayload.INSTANCE),
                Arguments.of(EventType.ORDER_SIGNED_OFF, NoPayload.INSTANCE),
                Arguments.of(
                        EventType.INVOICE_DUE,
                        new InvoicePayload.Due("contract_id-1", new BigDecimal("99.90"), "EUR", "2026-03-04")),
                Arguments.of(
                        EventType.PAYMENT_RECEIVED,
                        new InvoicePayload.Received("payment_id-1", new BigDecimal("99.90"), "EUR")),
                Arguments.of(
                        EventType.TICKET_OPENED,
                        new TicketPayload.Opened("page", "problem_type-1", Flag.YES, "department-1", "call")),
                Arguments.of(EventType.TICKET_HANDED_OVER, new TicketPayload.HandedOver("department-1", "price")),
                Arguments.of(EventType.TICKET_RESPONDED, NoPayload.INSTANCE),
                Arguments.of(EventType.TICKET_PROGRESS_SHARED, NoPayload.INSTANCE),
                Arguments.of(EventType.TICKET_SOLUTION_PROPOSED, NoPayload.INSTANCE),
                Arguments.of(EventType.TICKET_PAUSED, new TicketPayload.Changed("price")),
                Arguments.of(EventType.TICKET_RESUMED, new TicketPayload.Changed("price")),
                Arguments.of(EventType.TICKET_RESOLVED, NoPayload.INSTANCE),
                Arguments.of(EventType.TICKET_REOPENED, new TicketPayload.Changed("price")),
                Arguments.of(EventType.TICKET_CLOSED, NoPayload.INSTANCE),
                Arguments.of(EventType.TICKET_MERGED, NoPayload.INSTANCE),
                Arguments.of(EventType.TICKET_DELETED, NoPayload.INSTANCE),
                Arguments.of(
                        EventType.IMPROVEMENT_OPENED,
                        new ImprovementPayload.Opened("ticket_id-1", "page", "2026-03-04")),
                Arguments.of(EventType.IMPROVEMENT_DONE, NoPayload.INSTANCE),
                Arguments.of(EventType.IMPROVEMENT_CUSTOMER_CONFIRMED, NoPayload.INSTANCE),
                Arguments.of(
                        EventType.VISIT_PLANNED,
                        new RelationshipPayload.VisitPlanned("visit_id-1", "page", "2026-03-04")),
                Arguments.of(
                        EventType.VISIT_COMPLETED,
                        new RelationshipPayload.VisitCompleted("visit_id-1", "page", Flag.YES)),
                Arguments.of(EventType.OFFER_VALUE_ADDED, new RelationshipPayload.ValueAdded("page")),
                Arguments.of(EventType.REFERRAL_MADE, new RelationshipPayload.ReferralMade("referred-1")),
                Arguments.of(
                        EventType.PURCHASE_REPEATED,
                        new RelationshipPayload.PurchaseRepeated(new BigDecimal("99.90"), "EUR")),
                Arguments.of(
                        EventType.CONTRACT_RENEWED,
                        new RelationshipPayload.ContractRenewed("contract_id-1", new BigDecimal("99.90"), "EUR")),
                Arguments.of(EventType.CUSTOMER_CHURNED, new RelationshipPayload.Churned("price")),
                Arguments.of(EventType.CUSTOMER_STATUS_CHANGED, new RelationshipPayload.StatusChanged("active")),
                Arguments.of(EventType.HANDOVER_STARTED, new HandoverPayload.Started("a", "b", "price")),
                Arguments.of(EventType.HANDOVER_ACCEPTED, NoPayload.INSTANCE),
                Arguments.of(EventType.KNOWLEDGE_SHARED, new TeamworkPayload.KnowledgeShared("link-1", "page")),
                Arguments.of(
                        EventType.PEER_RATED,
                        new TeamworkPayload.PeerRated("relation-1", "service", new BigDecimal("9"))),
                Arguments.of(
                        EventType.TARGET_SET,
                        new GoalPayload.TargetSet(
                                "scope-1",
                                "page",
                                "mode-1",
                                new BigDecimal("7.5"),
                                new BigDecimal("99.90"),
                                "EUR",
                                "2026-03-04")),
                Arguments.of(EventType.RECOGNITION_GIVEN, new GoalPayload.Given("page", "active", "price")),
                Arguments.of(EventType.TRAINING_COMPLETED, new GoalPayload.Given("page", "active", "price")),
                Arguments.of(EventType.PROMOTION_GIVEN, new GoalPayload.Promoted("a", "b")),
                Arguments.of(EventType.EMPLOYEE_SURVEYED, new GoalPayload.Surveyed("topic-1", new BigDecimal("9"))),
                Arguments.of(
                        EventType.SCORE_ADJUSTED,
                        new GoalPayload.ScoreAdjusted(new BigDecimal("9"), "price", "scope-1")),
                Arguments.of(EventType.SANCTION_GIVEN, new GoalPayload.Given("page", "active", "price")),
                Arguments.of(EventType.SUGGESTION_ADOPTED, new GoalPayload.Given("page", "active", "price")),
                Arguments.of(EventType.ALERT_ACKNOWLEDGED, NoPayload.INSTANCE),
                Arguments.of(EventType.ALERT_RESOLVED, NoPayload.INSTANCE));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void eachTypeTakesItsMembersOfData(EventType type, Payload payload) {
        ParsedEvent parsed = valid().withText("type", EventType.PREFIX + type.contractName())
                .with("data", EVERYTHING)
                .parsedEvent();

        assertThat(parsed.event().type()).isEqualTo(type);
        assertThat(parsed.event().payload()).isEqualTo(payload);
    }

    @Test
    void noTypeIsForgottenHere() {
        List<Object> tested = payloads().map(arguments -> arguments.get()[0]).toList();

        assertThat(tested)
                .containsExactlyElementsOf(Arrays.stream(EventType.values())
                        .filter(type -> type != EventType.OTHER)
                        .toList());
    }

    @Test
    void membersThatAreAbsentNullOrNoneOfTheirKindAreUnknown() {
        for (String data : new String[] {
            "{}",
            "null",
            "{\"channel\":null,\"duration\":null,\"connected\":null}",
            "{\"duration\":\"a while\",\"connected\":\"perhaps\",\"attachment\":2,\"script_followed\":\"\"}"
        }) {
            ParsedEvent parsed = valid().withText("type", "crm.activity.logged")
                    .with("data", data)
                    .parsedEvent();

            assertThat(parsed.event().payload())
                    .as(data)
                    .isEqualTo(new ContactPayload.Activity(
                            "",
                            "",
                            null,
                            Flag.UNKNOWN,
                            "",
                            Flag.UNKNOWN,
                            ContactPayload.Notes.NONE,
                            "",
                            "",
                            Flag.UNKNOWN,
                            ContactPayload.Completeness.UNKNOWN,
                            Flag.UNKNOWN));
        }
    }

    @Test
    void anAmountKeepsItsDigitsAsSent() {
        for (String json : new String[] {"100", "100.0", "\"100.00\"", "\"1E+2\"", "-0.1"}) {
            ParsedEvent parsed = valid().withText("type", "crm.deal.won")
                    .with("data", "{\"amount\":" + json + "}")
                    .parsedEvent();

            assertThat(parsed.event().payload())
                    .isEqualTo(new DealPayload.Won(new BigDecimal(json.replace("\"", "")), ""));
        }
    }

    @Test
    @Timeout(20)
    void anAmountOfMoreDigitsThanAnyIsUnknownAndTakesNoTimeToRead() {
        TestJson json = valid().withText("type", "crm.deal.won");

        for (String digits : new String[] {"9".repeat(1_001), "9".repeat(1_000_000)}) {
            assertThat(json.with("data", "{\"amount\":\"" + digits + "\"}")
                            .parsedEvent()
                            .event()
                            .payload())
                    .isEqualTo(new DealPayload.Won(null, ""));
        }
        assertThat(json.with("data", "{\"amount\":" + "9".repeat(1_001) + "}")
                        .letter()
                        .reason())
                .isEqualTo("not json");
    }
}
