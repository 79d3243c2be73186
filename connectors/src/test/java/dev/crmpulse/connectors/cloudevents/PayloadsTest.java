package dev.crmpulse.connectors.cloudevents;

import static dev.crmpulse.connectors.cloudevents.TestJson.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.ContactPayload;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.event.LeadPayload;
import dev.crmpulse.engine.event.Payload;
import dev.crmpulse.engine.event.PeoplePayload;
import dev.crmpulse.engine.event.SurveyPayload;
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
            + "\"status\":\"active\",\"comment\":\"kept out\"}";
    private static final SurveyPayload.Survey SURVEY =
            new SurveyPayload.Survey("S-1", "anna", "page", "2026H1", "call", "A", Flag.YES);

    static Stream<Arguments> payloads() {
        return Stream.of(
                Arguments.of(
                        EventType.LEAD_CREATED,
                        new LeadPayload.Created("call", "spring", new BigDecimal("12.5"), "high", "50", "it")),
                Arguments.of(EventType.LEAD_ASSIGNED, new LeadPayload.Assigned("region")),
                Arguments.of(EventType.LEAD_ASSIGNMENT_FAILED, new LeadPayload.AssignmentFailed("price")),
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
                                7,
                                "demo",
                                "2026-03-02",
                                Flag.NO,
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
                        new PeoplePayload.Changed("rep-1", "East", "boss", "North", "lead", "active")));
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
                            "", "", null, Flag.UNKNOWN, "", 0, "", "", Flag.UNKNOWN, Flag.UNKNOWN));
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
