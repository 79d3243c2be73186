package dev.crmpulse.connectors.cloudevents;

import static dev.crmpulse.connectors.cloudevents.TestJson.ARRIVAL;
import static dev.crmpulse.connectors.cloudevents.TestJson.POSITION;
import static dev.crmpulse.connectors.cloudevents.TestJson.event;
import static dev.crmpulse.connectors.cloudevents.TestJson.letter;
import static dev.crmpulse.connectors.cloudevents.TestJson.parse;
import static dev.crmpulse.connectors.cloudevents.TestJson.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.cloudevents.IntakeRules.Receipt;
import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.NoPayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventParserTest {
    private final CloudEventParser parser = new CloudEventParser(IntakeRules.replay());

    @Test
    void everyAttributeOfTheContractIsRead() {
        ParsedEvent parsed = valid().withText("recordedat", "2026-03-01T10:00:01Z")
                .with("sequence", "7")
                .withText("actor", "rep-1")
                .withText("actortype", "human")
                .with("data", "{\"deal_id\":\"D-1\",\"customer_id\":\"C-1\",\"owner\":\"rep-2\"}")
                .parsedEvent();

        assertThat(parsed.tenant()).isEqualTo("acme");
        assertThat(parsed.typeName()).isEqualTo("crm.lead.created");
        assertThat(parsed.subject()).isEqualTo("lead/L-17");
        assertThat(parsed.originalTimeMillis()).isEqualTo(millis("2026-03-01T10:00:00Z"));
        CrmEvent event = parsed.event();
        assertThat(event.source()).isEqualTo("crm");
        assertThat(event.id()).isEqualTo("e-1");
        assertThat(event.sequence()).isEqualTo(7);
        assertThat(event.timeMillis()).isEqualTo(millis("2026-03-01T10:00:00Z"));
        assertThat(event.recordedAtMillis()).isEqualTo(millis("2026-03-01T10:00:01Z"));
        assertThat(event.type()).isEqualTo(EventType.LEAD_CREATED);
        assertThat(event.actor()).isEqualTo("rep-1");
        assertThat(event.actorType()).isEqualTo(ActorType.HUMAN);
        assertThat(event.leadId()).isEqualTo("L-17");
        assertThat(event.dealId()).isEqualTo("D-1");
        assertThat(event.customerId()).isEqualTo("C-1");
        assertThat(event.owner()).isEqualTo("rep-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "type", "subject", "tenant", "time"})
    void aRequiredAttributeThatIsMissingEmptyOrNullIsTheReason(String attribute) {
        for (TestJson json : new TestJson[] {
            valid().without(attribute), valid().withText(attribute, ""), valid().with(attribute, "null")
        }) {
            assertThat(json.letter().reason()).as(json.text()).isEqualTo("no " + attribute);
        }
    }

    @Test
    void whatIsNotRequiredMayBeAbsent() {
        CrmEvent event = valid().parsedEvent().event();

        assertThat(event.sequence()).isZero();
        assertThat(event.recordedAtMillis()).isEqualTo(CrmEvent.NOT_RECORDED);
        assertThat(event.actor()).isEmpty();
        assertThat(event.actorType()).isEqualTo(ActorType.UNKNOWN);
        assertThat(event.dealId()).isEmpty();
        assertThat(event.owner()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "'\"7\"', 7", "-3, -3", "'\"-3\"', -3", "9223372036854775807, 9223372036854775807", "null, 0"})
    void aSequenceIsANumberOrTextThatIsOne(String rawJson, long sequence) {
        assertThat(valid().with("sequence", rawJson).parsedEvent().event().sequence())
                .isEqualTo(sequence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"seven\"", "1.5", "1e3", "true", "9223372036854775808", "\" 7\""})
    void anyOtherSequenceIsTheReason(String rawJson) {
        assertThat(valid().with("sequence", rawJson).letter().reason()).isEqualTo("bad sequence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"time", "recordedat"})
    void aTimeThatIsNoneIsTheReason(String attribute) {
        for (String noTime :
                new String[] {"yesterday", "2026-02-29T00:00:00Z", "2026-03-01T10:00:00", "+999999999-12-31T23:59:59Z"
                }) {
            assertThat(valid().withText(attribute, noTime).letter().reason())
                    .as(noTime)
                    .isEqualTo("bad " + attribute);
        }
    }

    @Test
    void sentAndReceivedAreReadWhereBothArePresent() {
        TestJson json =
                valid().withText("sentat", "2026-03-01T10:00:01Z").withText("receivedat", "2026-03-01T10:00:02Z");

        assertThat(json.withText("sentat", "soon").letter().reason()).isEqualTo("bad sentat");
        assertThat(json.withText("receivedat", "soon").letter().reason()).isEqualTo("bad receivedat");
    }

    @Test
    void aTenantWithASlashIsRefusedForItWouldMixUpKeys() {
        assertThat(valid().withText("tenant", "acme/eu").letter().reason()).isEqualTo("bad tenant");
    }

    @Test
    void whereTenantsAreConfiguredOthersAreRefused() {
        IntakeRules rules = new IntakeRules(Set.of("acme"), 1 << 20, Duration.ofHours(1), Receipt.LEFT);

        assertThat(valid().parsedBy(rules)).isInstanceOf(ParsedEvent.class);
        assertThat(letter(valid().withText("tenant", "apex").parsedBy(rules)).reason())
                .isEqualTo("unknown tenant");
    }

    @Test
    void anEventOfTheGreatestLengthIsReadAndALongerOneIsOversized() {
        TestJson json = valid();
        int length = json.text().length();

        assertThat(json.parsedBy(rulesOfLength(length))).isInstanceOf(ParsedEvent.class);
        DeadLetter letter = letter(json.parsedBy(rulesOfLength(length - 1)));
        assertThat(letter.reason()).isEqualTo("oversized");
        assertThat(letter.detail()).contains(length + " bytes", (length - 1) + " bytes");
        assertThat(letter.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(json.text());
    }

    @Test
    void aRecordWithoutBytesIsEmpty() {
        assertThat(letter(parser.parse(null, 0, POSITION)).reason()).isEqualTo("empty");
        assertThat(letter(parser.parse(null, 0, POSITION)).bytes()).isEmpty();
        assertThat(letter(parser.parse(new byte[0], 0, POSITION)).reason()).isEqualTo("empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "\"text\"",
                "17",
                "[{\"id\":\"1\"}]",
                "{\"id\":\"e-1\"",
                "{\"id\":\"e-1\",\"data\":{\"a\":[1,2",
                "{\"id\":\"e-1",
                "{\"id\":}",
                "{} {}",
                "{},",
                "{\"id\":\"e-1\"} trailing",
                "   ",
                "\uFEFF{\"id\":\"e-1\"}",
                "{\"id\":\"e-1\"\u00A0}",
                "{\"id\":NaN}",
                "{\"id\":-Infinity}",
                "{\"id\":+1}",
                "{\"id\":01}",
                "{\"id\":.5}",
                "{\"id\":1.}",
                "{'id':'e-1'}",
                "{\"id\":\"\\x\"}",
                "{\"id\":\"a\tb\"}",
                "{\"id\":\"a\u0000b\"}",
                "{\"id\":\"e-1\",}"
            })
    void whatIsNotOneJsonObjectIsNotJson(String text) {
        assertThat(letter(parse(parser, text)).reason()).isEqualTo("not json");
    }

    @Test
    void nestingBeyondTwoHundredLevelsIsNotJson() {
        String deep = "[".repeat(300) + "]".repeat(300);

        assertThat(valid().with("data", deep).letter().reason()).isEqualTo("not json");
    }

    @Test
    void bytesThatAreNotUtf8AreNotJsonForTheTablesHoldUtf8() {
        byte[] utf16 = valid().text().getBytes(StandardCharsets.UTF_16LE);
        byte[] latin1 = valid().withText("actor", "Zoë").text().getBytes(StandardCharsets.ISO_8859_1);

        for (byte[] bytes : new byte[][] {utf16, latin1}) {
            assertThat(letter(parser.parse(bytes, ARRIVAL.toEpochMilli(), POSITION))
                            .reason())
                    .isEqualTo("not json");
        }
    }

    @Test
    void aBrokenEventKeepsPositionBytesAndTimeOfArrival() {
        DeadLetter letter = letter(parse(parser, "{\"id\":"));

        assertThat(letter.position()).isEqualTo("crm.events/2/17");
        assertThat(letter.foundAtMillis()).isEqualTo(ARRIVAL.toEpochMilli());
        assertThat(letter.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("{\"id\":");
    }

    @Test
    void aBrokenEventNamesItsOrigin() {
        DeadLetter letter = valid().without("time")
                .with("data", "{\"origin_file\":\"leads.csv\",\"origin_row\":12}")
                .letter();

        assertThat(letter.originFile()).isEqualTo("leads.csv");
        assertThat(letter.originRow()).isEqualTo(12);
    }

    @Test
    void aBrokenEventNeverNamesTheOriginOfTheOneBefore() {
        parse(
                parser,
                valid().with("data", "{\"origin_file\":\"leads.csv\",\"origin_row\":12}")
                        .text());

        for (byte[] unread : new byte[][] {null, new byte[0], new byte[(1 << 20) + 1]}) {
            DeadLetter letter = letter(parser.parse(unread, 0, POSITION));
            assertThat(letter.originFile()).isEmpty();
            assertThat(letter.originRow()).isZero();
        }
    }

    @Test
    void nothingOfAnEventIsLeftForTheNext() {
        parse(
                parser,
                valid().with("sequence", "9")
                        .withText("actor", "rep-1")
                        .withText("recordedat", "2026-03-01T10:00:01Z")
                        .with("data", "{\"owner\":\"rep-2\",\"origin_file\":\"leads.csv\"}")
                        .text());

        ParsedEvent next = event(parse(parser, valid().text()));

        assertThat(next.event()).isEqualTo(valid().parsedEvent().event());
        assertThat(next.originFile()).isEmpty();
    }

    @Test
    void noMessageLeaksWhatAnEventSays() {
        String secret = "Jane Doe";
        TestJson json = valid().withText("actor", secret)
                .with("data", "{\"notes\":\"" + secret + "\",\"owner\":\"" + secret + "\"}");

        for (String broken : new String[] {
            json.text().replace("}}", "} oops " + secret),
            json.text().replace("\"notes\":", "\"notes\": " + secret),
            json.text() + secret,
            json.withText("time", secret).text(),
            json.withText("sequence", secret).text(),
            json.withText("recordedat", secret).text(),
            json.without("id").text(),
            json.withText("tenant", "a/b").text()
        }) {
            assertThat(letter(parse(parser, broken)).detail()).as(broken).doesNotContain("Jane", "Doe");
        }
    }

    @Test
    void unknownAttributesAndMembersAreNoError() {
        ParsedEvent parsed = valid().with("traceparent", "\"00-1\"")
                .with("extra", "{\"id\":\"no\",\"deep\":[{\"time\":1}]}")
                .with("data", "{\"color\":\"red\",\"nested\":{\"owner\":\"no\"},\"list\":[\"owner\"]}")
                .parsedEvent();

        assertThat(parsed.event().id()).isEqualTo("e-1");
        assertThat(parsed.event().owner()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.scanned", "crm.x.scanned", "crm.person.erased", "lead.created", "crm.Lead.Created"})
    void typesThatNoMetricReadsAreKeptWithTheirNames(String type) {
        ParsedEvent parsed = valid().withText("type", type)
                .with("data", "{\"channel\":\"web\"}")
                .parsedEvent();

        assertThat(parsed.typeName()).isEqualTo(type);
        assertThat(parsed.event().type()).isEqualTo(EventType.OTHER);
        assertThat(parsed.event().payload()).isEqualTo(NoPayload.INSTANCE);
    }

    @ParameterizedTest
    @CsvSource({"human, HUMAN", "Bot, BOT", "SYSTEM, SYSTEM", "customer, CUSTOMER", "robot, UNKNOWN", "'', UNKNOWN"})
    void theActorTypeIsReadByNameInAnyCase(String name, ActorType type) {
        assertThat(valid().withText("actortype", name).parsedEvent().event().actorType())
                .isEqualTo(type);
    }

    @Test
    void anEventOnOneLineIsKeptByteByByte() {
        String json = "{ \"data\":{} ,\t" + valid().text().substring(1) + "  ";

        assertThat(event(parse(parser, json)).json())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(json);
    }

    @Test
    void anEventOnSeveralLinesIsPutOnOne() {
        String json = valid().withText("actor", "a\\nb").text().replace(",", ",\r\n  ") + "\n";

        String line = new String(event(parse(parser, json)).json(), StandardCharsets.UTF_8);

        assertThat(line).doesNotContain("\n", "\r").contains("a\\nb").hasSameSizeAs(json);
        assertThat(event(parse(parser, line)).event())
                .isEqualTo(event(parse(parser, json)).event());
    }

    @Test
    void aTickIsTheClocksAndNeedsNothingButATime() {
        ParsedRecord tick = parse(parser, "{\"type\":\"crm.clock.tick\",\"time\":\"2026-03-01T10:00:00Z\"}");

        assertThat(tick).isEqualTo(new ClockTick(millis("2026-03-01T10:00:00Z")));
    }

    @Test
    void aTickOfABrokenClockIsNoDeadLetterAndMovesNoTime() {
        String ofTheFarFuture = "{\"type\":\"crm.clock.tick\",\"time\":\"2062-01-05T10:00:00Z\"}";

        assertThat(parse(parser, ofTheFarFuture)).isEqualTo(ClockTick.UNUSABLE);
        assertThat(parse(parser, "{\"type\":\"crm.clock.tick\"}")).isEqualTo(ClockTick.UNUSABLE);
        assertThat(ClockTick.UNUSABLE.movesTime()).isFalse();
    }

    @Test
    void originMembersOfDataAreRead() {
        ParsedEvent parsed = valid().with("data", "{\"origin_file\":\"a.csv\",\"origin_row\":3}")
                .parsedEvent();
        ParsedEvent asText = valid().with("data", "{\"origin_file\":\"a.csv\",\"origin_row\":\"3\"}")
                .parsedEvent();
        ParsedEvent noNumber =
                valid().with("data", "{\"origin_row\":\"third\"}").parsedEvent();

        assertThat(parsed.originFile()).isEqualTo("a.csv");
        assertThat(parsed.originRow()).isEqualTo(3);
        assertThat(asText.originRow()).isEqualTo(3);
        assertThat(noNumber.originRow()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // type, subject, data, key subject, lead, deal
        "crm.lead.created,     lead/L-1,   {},                                        lead/L-1,   L-1, ''",
        "crm.activity.logged,  lead/L-1,   '{\"deal_id\":\"D-1\"}',                   lead/L-1,   L-1, D-1",
        "crm.deal.created,     deal/D-1,   '{\"lead_id\":\"L-1\"}',                   lead/L-1,   L-1, D-1",
        "crm.deal.created,     deal/D-1,   {},                                        deal/D-1,   '',  D-1",
        "crm.message.sent,     chat/X-1,   '{\"deal_id\":\"D-1\"}',                   deal/D-1,   '',  D-1",
        "crm.message.sent,     chat/X-1,   '{\"lead_id\":\"L-1\",\"deal_id\":\"D-1\"}', lead/L-1, L-1, D-1",
        "crm.message.sent,     chat/X-1,   {},                                        chat/X-1,   '',  ''",
        "x.scanned,            lead/L-1,   {},                                        lead/L-1,   L-1, ''",
        "x.scanned,            deal/D-1,   '{\"lead_id\":\"L-1\"}',                   lead/L-1,   L-1, D-1",
        "crm.ticket.opened,    ticket/T-1, '{\"lead_id\":\"L-1\"}',                   ticket/T-1, L-1, ''",
    })
    void theKeyIsTheLeadElseTheDealElseTheSubject(
            String type, String subject, String data, String key, String leadId, String dealId) {
        ParsedEvent parsed = valid().withText("type", type)
                .withText("subject", subject)
                .with("data", data)
                .parsedEvent();

        assertThat(parsed.key().subject()).isEqualTo(key);
        assertThat(parsed.event().leadId()).isEqualTo(leadId);
        assertThat(parsed.event().dealId()).isEqualTo(dealId);
        assertThat(parsed.subject()).isEqualTo(subject);
    }

    private static IntakeRules rulesOfLength(int maxBytes) {
        return new IntakeRules(Set.of(), maxBytes, Duration.ofHours(1), Receipt.LEFT);
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
