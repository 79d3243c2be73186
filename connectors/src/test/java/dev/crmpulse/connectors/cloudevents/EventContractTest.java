package dev.crmpulse.connectors.cloudevents;

import static dev.crmpulse.connectors.cloudevents.TestJson.ARRIVAL;
import static dev.crmpulse.connectors.cloudevents.TestJson.POSITION;
import static dev.crmpulse.connectors.cloudevents.TestJson.letter;
import static dev.crmpulse.connectors.cloudevents.TestJson.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.ContactPayload;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.event.LeadPayload;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract of events takes and refuses, JSON type by JSON type: docs/events.md. */
class EventContractTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // an id, a subject, an actor: text or a whole number of 64 bits
                "'\"e-1\"' | e-1",
                "17 | 17",
                "-17 | -17",
                "-0 | 0",
                "9223372036854775807 | 9223372036854775807",
                "'\"\\u0041b\"' | Ab",
                "'\"\\ud83d\\ude00\"' | \uD83D\uDE00",
            })
    void anAttributeIsATextOrAWholeNumber(String rawJson, String text) {
        assertThat(valid().with("id", rawJson).parsedEvent().event().id()).isEqualTo(text);
        assertThat(valid().with("actor", rawJson).parsedEvent().event().actor()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "1.0", "1e3", "9223372036854775808", "{}", "[\"e-1\"]", "{\"a\":[1]}"})
    void anyOtherAttributeIsTheReason(String rawJson) {
        for (String attribute :
                new String[] {"id", "source", "type", "subject", "tenant", "time", "recordedat", "sequence", "actor"}) {
            assertThat(valid().with(attribute, rawJson).letter().reason()).isEqualTo("bad " + attribute);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1.5", "1e3", "9223372036854775808", "{}", "[1,2]"})
    void aMemberThatIsReadAsTextIsATextOrAWholeNumber(String rawJson) {
        for (String member : new String[] {"lead_id", "deal_id", "customer_id", "owner", "channel"}) {
            DeadLetter letter = data("{\"" + member + "\":" + rawJson + "}").letter();
            assertThat(letter.reason()).isEqualTo("bad " + member);
            assertThat(letter.detail()).startsWith("data." + member + " ");
        }
    }

    @Test
    void whatTheTypeOfTheEventDoesNotReadMayHoldAnything() {
        assertThat(data("{\"score\":{},\"stage\":[1],\"amount\":true,\"colour\":{\"a\":[null,1.5e3]}}")
                        .parsedEvent()
                        .event()
                        .payload())
                .isInstanceOf(LeadPayload.Created.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | 5",
                "'\"5\"' | 5",
                "-0 | 0",
                "'\"+5\"' | 5",
                "1e3 | 1000",
                "'\"1e3\"' | 1000",
                "'\"-12.50\"' | -12.5",
                // four digits behind the point, the others are cut off
                "0.00009 | 0",
                "'\"-1.99999\"' | -1.9999",
                "0.30000000000000004 | 0.3",
                // as a double: 12345678901234.568
                "12345678901234.5678 | 12345678901234.568",
                "'\"12345678901234.5678\"' | 12345678901234.5678",
                "'\"99999999999999.99999\"' | 99999999999999.9999",
                "1e-400 | 0",
                "null | ",
                "'\"\"' | ",
                "true | ",
                "'\"ten\"' | ",
                "'\"1.\"' | ",
                "'\".5\"' | ",
                "'\" 5\"' | ",
                "'\"\uFF11\uFF12\"' | ",
                "'\"NaN\"' | ",
                "'\"1e1000\"' | ",
            })
    void anAmountIsANumberOrATextThatIsOne(String rawJson, BigDecimal amount) {
        BigDecimal read = amount(rawJson);
        assertThat(read == null ? null : read.stripTrailingZeros())
                .isEqualTo(amount == null ? null : amount.stripTrailingZeros());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "100000000000000",
                "1e14",
                "-100000000000000",
                "99999999999999.9999",
                "\"100000000000000\"",
                "\"1e999\"",
                "1e300",
                "[]",
                "{\"value\":5}"
            })
    void anAmountThatNoTableHoldsIsTheReason(String rawJson) {
        DeadLetter letter = deal("{\"amount\":" + rawJson + "}").letter();
        assertThat(letter.reason()).isEqualTo("bad amount");
        assertThat(letter.detail()).startsWith("data.amount ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true | YES",
                "1 | YES",
                "1.0 | YES",
                "'\"1\"' | YES",
                "'\"Yes\"' | YES",
                "'\"TRUE\"' | YES",
                "false | NO",
                "0 | NO",
                "-0 | NO",
                "'\"0\"' | NO",
                "'\"no\"' | NO",
                "'\"False\"' | NO",
                "2 | UNKNOWN",
                "0.5 | UNKNOWN",
                "'\"1.0\"' | UNKNOWN",
                "'\" yes\"' | UNKNOWN",
                "'\"ja\"' | UNKNOWN",
                "'\"ye\u017F\"' | UNKNOWN",
                "null | UNKNOWN",
                "'\"\"' | UNKNOWN",
            })
    void aFlagIsATruthADigitOrAWord(String rawJson, Flag flag) {
        assertThat(activity("{\"connected\":" + rawJson + "}").connected()).isEqualTo(flag);
    }

    @Test
    void aDurationThatIsAWordIsUnknown() {
        assertThat(activity("{\"duration\":\"ten\"}").durationSeconds()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31", "2262-01-01", "1969-12-31T23:59:59.999Z", "2262-01-01T00:00:00Z"})
    void aDateOutsideOf1970To2261IsTheReason(String date) {
        DeadLetter letter = valid().withText("type", "crm.activity.logged")
                .with("data", "{\"next_step_at\":\"" + date + "\"}")
                .letter();
        assertThat(letter.reason()).isEqualTo("bad next_step_at");
        assertThat(letter.detail()).doesNotContain(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01", "2261-12-31", "2261-12-31T23:59:59.999Z", "soon", "2026-02-30", ""})
    void anyOtherDateIsKept(String date) {
        assertThat(activity("{\"next_step_at\":\"" + date + "\"}").nextStepAt()).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "2262-01-01T00:00:00Z"})
    void aTimeOutsideOf1970To2261IsTheReason(String time) {
        for (String attribute : new String[] {"time", "recordedat", "sentat", "receivedat"}) {
            assertThat(valid().withText(attribute, time).letter().reason()).isEqualTo("bad " + attribute);
        }
    }

    @Test
    void aTimeThatTheCorrectionMovesOutOfRangeIsTheReason() {
        TestJson json = valid().withText("time", "1970-01-01T00:00:00Z").withText("sentat", "2026-03-01T10:00:00Z");

        assertThat(json.withText("receivedat", "2026-03-01T10:00:00Z")
                        .parsedEvent()
                        .event()
                        .timeMillis())
                .isZero();
        assertThat(json.withText("receivedat", "2026-03-01T09:59:59Z").letter().reason())
                .isEqualTo("bad time");
    }

    @Test
    void aLeapSecondIsTheNextAndSecondsMayBeMissing() {
        assertThat(valid().withText("time", "2016-12-31T23:59:60Z")
                        .parsedEvent()
                        .event()
                        .timeMillis())
                .isEqualTo(Instant.parse("2017-01-01T00:00:00Z").toEpochMilli());
        assertThat(valid().withText("time", "2026-01-01T10:00Z")
                        .parsedEvent()
                        .event()
                        .timeMillis())
                .isEqualTo(Instant.parse("2026-01-01T10:00:00Z").toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016-12-31T23:58:60Z", "2016-12-31T23:59:60+01:00", "2026-01-01T10:00:60Z"})
    void aSecond60ThatIsNoLeapSecondIsTheReason(String time) {
        for (String attribute : new String[] {"time", "recordedat", "sentat", "receivedat"}) {
            DeadLetter letter = valid().withText(attribute, time).letter();
            assertThat(letter.reason()).isEqualTo("bad " + attribute);
            assertThat(letter.detail())
                    .isEqualTo("attribute " + attribute
                            + " has a second 60 that is no leap second, which only 23:59:60 UTC can be");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0007", "7"})
    void aSequenceMayHaveZerosInFront(String text) {
        assertThat(valid().withText("sequence", text).parsedEvent().event().sequence())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFF17", "+7", "", "-", "7 ", "0x7"})
    void aSequenceIsOfAsciiDigits(String text) {
        if (text.isEmpty()) {
            assertThat(valid().withText("sequence", text).parsedEvent().event().sequence())
                    .isZero();
        } else {
            assertThat(valid().withText("sequence", text).letter().reason()).isEqualTo("bad sequence");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud83d",
                "\\ude00",
                "a\\uD83Db",
                "\\ud83d\\ud83d\\ude00",
                "\\ud83d\\\\ude00",
                "\\ude00\\ud83d",
                "\\ud83d\\n"
            })
    void halfACharacterIsTheReasonWhereverItStands(String half) {
        assertLone(valid().withText("id", half), "id");
        assertLone(valid().withText("subject", "lead/" + half), "subject");
        assertLone(data("{\"channel\":\"web\",\"owner\":\"" + half + "\"}"), "data.owner");
        assertLone(data("{\"comment\":\"" + half + "\"}"), "data: a member that is not of the contract");
        assertLone(data("{\"a\":{\"b\":[1,\"" + half + "\"]}}"), "data: a member that is not of the contract");
        assertLone(valid().withText("traceparent", half), "a member that is not of the contract");
    }

    private static void assertLone(TestJson json, String member) {
        assertThat(json.letter().reason()).as(json.text()).isEqualTo("lone surrogate");
        assertThat(json.letter().detail()).as(json.text()).startsWith(member + " ");
    }

    @Test
    void wholeCharactersAndOtherEscapesAreTaken() {
        String text = "\\ud83d\\ude00 \\\\ud83d \\u00e9\\n\\u0000 \uD83D\uDE00\u00E9\u4E2D";

        assertThat(data("{\"owner\":\"" + text + "\"}").parsedEvent().event().owner())
                .isEqualTo("\uD83D\uDE00 \\ud83d \u00E9\n\u0000 \uD83D\uDE00\u00E9\u4E2D");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ED A0 80", // half a pair in three bytes
                "C0 80", // NUL in two
                "E0 80 80",
                "F0 80 80 80",
                "F4 90 80 80", // beyond Unicode
                "F8 88 80 80 80",
                "FF",
                "80",
                "C3",
                "E4 B8",
                "F0 9F 98"
            })
    void bytesThatAreNoUtf8AreNotJsonWhereverTheyStand(String hex) {
        for (String member : new String[] {"owner", "comment"}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(
                    data("{\"" + member + "\":\"").text().replace("}", "").getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(HexFormat.ofDelimiter(" ").parseHex(hex));
            bytes.writeBytes("\"}}".getBytes(StandardCharsets.UTF_8));

            DeadLetter letter = letter(new CloudEventParser(IntakeRules.replay())
                    .parse(bytes.toByteArray(), ARRIVAL.toEpochMilli(), POSITION));

            assertThat(letter.reason()).isEqualTo("not json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "-1e400",
                "18446744073709551616",
                "-9223372036854775809",
                "1e99999999999",
                "1000e2147483647",
                "[1,{\"a\":1e400}]"
            })
    void aNumberThatNotEveryReaderCanReadIsTheReasonWhereverItStands(String rawJson) {
        for (TestJson json : new TestJson[] {data("{\"extra\":" + rawJson + "}"), valid().with("extra", rawJson)}) {
            assertThat(json.letter().reason()).as(json.text()).isEqualTo("bad number");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551615", "-9223372036854775808", "1e308", "1e-400", "0.1234567890123456789"})
    void otherNumbersMayStandWhereNobodyReads(String rawJson) {
        assertThat(data("{\"extra\":" + rawJson + "}").parsedEvent()).isNotNull();
        assertThat(valid().with("extra", rawJson).parsedEvent()).isNotNull();
    }

    @Test
    void aMemberThatIsGivenTwiceIsTheReason() {
        for (String twice : new String[] {
            "{\"owner\":\"a\",\"owner\":\"b\"}",
            "{\"owner\":null,\"owner\":\"b\"}",
            "{\"owner\":[],\"owner\":{}}",
            "{\"owner\":\"a\",\"o\\u0077ner\":\"b\"}"
        }) {
            assertThat(data(twice).letter().reason()).as(twice).isEqualTo("repeated member");
            assertThat(data(twice).letter().detail()).as(twice).isEqualTo("data.owner is given twice");
        }
        String id = valid().text().replace("\"id\":", "\"id\":\"e-0\",\"id\":");
        assertThat(TestJson.letter(TestJson.parse(new CloudEventParser(IntakeRules.replay()), id))
                        .reason())
                .isEqualTo("repeated member");
        // the second one cannot be read either: that there are two is what is wrong first
        String badTwin = valid().text().replace("\"id\":", "\"id\":\"e-0\",\"id\":[1],\"note\":");
        assertThat(TestJson.letter(TestJson.parse(new CloudEventParser(IntakeRules.replay()), badTwin))
                        .reason())
                .isEqualTo("repeated member");
        String data = data("{}").text().replace("\"data\":{}", "\"data\":{},\"data\":{}");
        assertThat(TestJson.letter(TestJson.parse(new CloudEventParser(IntakeRules.replay()), data))
                        .reason())
                .isEqualTo("repeated member");
        assertThat(data("{\"colour\":1,\"colour\":2}").parsedEvent()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"L-1\"]", "\"text\"", "17", "true"})
    void dataIsAnObject(String rawJson) {
        assertThat(data(rawJson).letter().reason()).isEqualTo("bad data");
    }

    @Test
    void dataMayBeMissingOrNull() {
        assertThat(data("null").parsedEvent().event().owner()).isEmpty();
        assertThat(valid().parsedEvent().event().owner()).isEmpty();
    }

    @Test
    void theOriginIsKnownOfARefusedEventToo() {
        DeadLetter letter = valid().with("id", "true")
                .with("data", "{\"owner\":{},\"origin_file\":\"a.csv\",\"origin_row\":3}")
                .letter();

        assertThat(letter.reason()).isEqualTo("bad id");
        assertThat(letter.originFile()).isEqualTo("a.csv");
        assertThat(letter.originRow()).isEqualTo(3);
    }

    @Test
    void anOriginThatIsNoneIsNoReason() {
        assertThat(data("{\"origin_file\":{},\"origin_row\":-5}").parsedEvent().originRow())
                .isZero();
    }

    @Test
    void aMemberIsClearedByNullOrAnEmptyText() {
        for (String cleared : new String[] {"null", "\"\""}) {
            MemberSlots slots = TestJson.slots("{\"owner\":" + cleared + "}");
            assertThat(slots.isCleared(DataMember.OWNER)).isTrue();
            assertThat(slots.isCleared(DataMember.STAGE)).isFalse();
        }
        assertThat(TestJson.slots("{\"owner\":\"rep-1\"}").isCleared(DataMember.OWNER))
                .isFalse();
        assertThat(TestJson.slots("{\"owner\":{}}").isCleared(DataMember.OWNER)).isFalse();
    }

    private static TestJson data(String rawJson) {
        return valid().with("data", rawJson);
    }

    private static TestJson deal(String rawJson) {
        return valid().withText("type", "crm.deal.created").with("data", rawJson);
    }

    private static BigDecimal amount(String rawJson) {
        return ((DealPayload.Created) deal("{\"amount\":" + rawJson + "}")
                        .parsedEvent()
                        .event()
                        .payload())
                .amount();
    }

    private static ContactPayload.Activity activity(String rawJson) {
        return (ContactPayload.Activity) valid().withText("type", "crm.activity.logged")
                .with("data", rawJson)
                .parsedEvent()
                .event()
                .payload();
    }
}
