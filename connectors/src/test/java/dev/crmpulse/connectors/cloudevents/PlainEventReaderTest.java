package dev.crmpulse.connectors.cloudevents;

import static dev.crmpulse.connectors.cloudevents.TestJson.ARRIVAL;
import static dev.crmpulse.connectors.cloudevents.TestJson.POSITION;
import static dev.crmpulse.connectors.cloudevents.TestJson.valid;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever arrives, the record is the one that the JSON parser alone makes of it; and plain events do without it. */
class PlainEventReaderTest {
    /** They see all events, so that what one leaves behind would show in the next. */
    private static final List<Pair> PARSERS =
            List.of(Pair.of(IntakeRules.replay()), Pair.of(IntakeRules.live(Set.of("acme", "极光"))));

    private static final Pattern NAMED = Pattern.compile("\"(due|dimensions)\"\\s*:\\s*[\\[{]");

    private record Pair(CloudEventParser fast, CloudEventParser jsonParser) {
        static Pair of(IntakeRules rules) {
            return new Pair(new CloudEventParser(rules), new CloudEventParser(rules, false));
        }
    }

    @Property(tries = 3000)
    void anyEventGivesTheRecordOfTheJsonParser(@ForAll("anyEvents") byte[] json) {
        assertSameRecord(json);
    }

    @Property(tries = 2000)
    void brokenBytesGiveTheRecordOfTheJsonParser(@ForAll("brokenEvents") byte[] json) {
        assertSameRecord(json);
    }

    @Example
    void aNameThatIsNoTextIsNotTakenForOneReadBefore() {
        String event =
                "{\"id\":\"e-1\",\"source\":\"crm\",\"specversion\":\"1.0\",\"type\":\"crm.lead.created\",\"tenant\":\"acme\","
                        + "\"subject\":\"lead/L-1\",\"time\":\"2026-03-01T10:00:00Z\"}";
        byte[] known = event.getBytes(StandardCharsets.ISO_8859_1);
        byte[] noText = event.replace("\"id\"", "\"\u00ffid\"")
                .replace("\"source\":\"crm\",", "")
                .getBytes(StandardCharsets.ISO_8859_1);

        for (Pair pair : PARSERS) {
            for (CloudEventParser parser : List.of(pair.fast, pair.jsonParser)) {
                assertThat(parsed(parser, known)).isInstanceOf(ParsedEvent.class);
                assertThat(parsed(parser, noText)).isInstanceOfSatisfying(DeadLetter.class, letter -> {
                    assertThat(letter.reason()).isEqualTo("not json");
                    assertThat(letter.detail()).isEqualTo("not UTF-8 at byte 2");
                });
            }
        }
    }

    @Property(tries = 1000)
    void plainEventsNeedNoJsonParser(@ForAll("plainEvents") byte[] json) {
        // objects with names of the sender's choice are left to the parser
        assertThat(isPlain(json) || NAMED.matcher(text(json)).find())
                .as(text(json))
                .isTrue();
        assertSameRecord(json);
    }

    @Example
    void whatIsTruncatedAnywhereGivesTheRecordOfTheJsonParser() {
        byte[] json = ("{\"id\":\"e-1\",\"data\":{\"owner\":\"王芳\",\"amount\":-12.50,\"tags\":[1,{\"a\":null}],"
                        + "\"connected\":true,\"origin_row\":7},\"time\":\"2026-03-01T10:00:00.5Z\",\"sequence\":3} ")
                .getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length < json.length; length++) {
            assertSameRecord(Arrays.copyOf(json, length));
        }
    }

    @Example
    void everyByteInEveryPlaceGivesTheRecordOfTheJsonParser() {
        byte[] json =
                valid().with("data", "{\"owner\":\"é中😀\",\"cost\":1.5}").text().getBytes(StandardCharsets.UTF_8);

        for (int at = 0; at < json.length; at++) {
            byte was = json[at];
            for (int other = 0; other < 256; other += at < 8 || was < 0 ? 1 : 23) {
                json[at] = (byte) other;
                assertSameRecord(json.clone());
            }
            json[at] = was;
        }
    }

    @Example
    void whatIsInChineseIsPlain() {
        assertThat(isPlain(valid().withText("subject", "lead/线索-17")
                        .withText("tenant", "极光科技")
                        .withText("actor", "王芳")
                        .with("data", "{\"owner\":\"李雷 🙂\",\"stage\":\"方案报价\",\"备注\":\"下周再联系\"}")))
                .isTrue();
    }

    /** As the libraries of two widespread languages write by default. */
    @Example
    void escapesArePlain() {
        assertThat(isPlain(valid().withText("subject", "lead\\/\\u7ebf\\u7d22-17")
                        .with("data", "{\"notes\":\"a\\n\\\"b\\\"\",\"stage\":\"\\ud83d\\ude42\"}")))
                .isTrue();
    }

    @Example
    void whiteSpaceNullsNumbersAndNestedMembersArePlain() {
        for (String data : new String[] {
            "null",
            "{}",
            " { \"cost\" : 12.5 , \"score\" : -3,\n\"owner\":null, \"connected\": false } ",
            "{\"tags\":[\"a\",[],{}],\"custom\":{\"a\":{\"b\":[1,-2.5,true,null]}},\"notes\":[1]}",
        }) {
            assertThat(isPlain(valid().with("data", data))).as(data).isTrue();
        }
    }

    @Example
    void whateverIsNotPlainIsLeftToTheJsonParser() {
        for (TestJson event : new TestJson[] {
            valid().withText("actor", "\\ud83d"),
            valid().withText("actor", "\\ude00\\ud83d"),
            valid().withText("actor", "\\u12"),
            valid().withText("actor", "\\x"),
            valid().withText("i\\u0064", "e-1"),
            valid().withText("actor", "a\tb"),
            valid().with("sequence", "1.5"),
            valid().with("sequence", "-0"),
            valid().with("sequence", "007"),
            valid().with("sequence", "1234567890123456789"),
            valid().with("actor", "true"),
            valid().with("subject", "[]"),
            valid().with("data", "[]"),
            valid().with("data", "7"),
            valid().with("data", "{\"amount\":1e3}"),
            valid().with("data", "{\"amount\":1.}"),
            valid().with("data", "{\"owner\":\"a\",\"owner\":\"a\"}"),
            valid().with("data", "{\"owner\":\"a\",}"),
            valid().with("data", "{\"tags\":" + "[".repeat(40) + "]".repeat(40) + "}"),
            valid().with("data", "{},\"data\":{}"),
            valid().with("n".repeat(60_000), "1"),
        }) {
            assertThat(isPlain(event)).as(event.text()).isFalse();
            assertSameRecord(event.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Provide
    Arbitrary<byte[]> plainEvents() {
        return Arbitraries.randomValue(RandomEvents::plain);
    }

    @Provide
    Arbitrary<byte[]> anyEvents() {
        return Arbitraries.randomValue(RandomEvents::any);
    }

    @Provide
    Arbitrary<byte[]> brokenEvents() {
        return Arbitraries.randomValue(RandomEvents::damaged);
    }

    private static boolean isPlain(TestJson event) {
        return isPlain(event.text().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPlain(byte[] json) {
        return new PlainEventReader(new EventMembers()).read(json);
    }

    private static void assertSameRecord(byte[] json) {
        for (Pair pair : PARSERS) {
            assertThat(comparable(parsed(pair.fast, json)))
                    .as(text(json))
                    .isEqualTo(comparable(parsed(pair.jsonParser, json)));
        }
    }

    private static ParsedRecord parsed(CloudEventParser parser, byte[] json) {
        return parser.parse(json, ARRIVAL.toEpochMilli(), POSITION);
    }

    /** All that a record says, for a record that holds an array equals none. */
    private static List<Object> comparable(ParsedRecord record) {
        if (record instanceof ParsedEvent event) {
            return List.of(
                    event.key(),
                    event.event(),
                    event.typeName(),
                    event.subject(),
                    event.originalTimeMillis(),
                    event.originFile(),
                    event.originRow(),
                    event.twins(),
                    new ContentHasher().hash(event),
                    text(event.json()));
        }
        if (record instanceof DeadLetter letter) {
            return List.of(
                    letter.position(),
                    letter.reason(),
                    letter.detail(),
                    letter.originFile(),
                    letter.originRow(),
                    letter.foundAtMillis(),
                    text(letter.bytes()));
        }
        return List.of(record);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8) + " = " + HexFormat.of().formatHex(json);
    }
}
