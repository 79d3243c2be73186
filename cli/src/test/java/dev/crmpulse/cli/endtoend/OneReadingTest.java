package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.engine.event.ContactPayload.Activity;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DateText;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.event.LeadPayload;
import dev.crmpulse.engine.event.SurveyPayload;
import dev.crmpulse.simulator.fuzz.JsonGrammar;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the parser makes of a member, SQL makes of it too, whatever JSON it holds; what it refuses, nobody stores. */
class OneReadingTest {
    private static final int EVENTS = 12_000;
    private static final long SEED = 20_261_128;
    private static final long ARRIVAL = Instant.parse("2026-02-01T00:00:00Z").toEpochMilli();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A member, an event whose type reads it, what the parser reads of it and what SQL does, both as text. */
    private record Reading(String type, String member, Function<CrmEvent, String> java, String sql) {}

    private static final List<Reading> READINGS = List.of(
            new Reading("activity.logged", "owner", event -> hex(event.owner()), "hex(owner)"),
            new Reading("activity.logged", "lead_id", event -> hex(event.leadId()), "hex(lead_id)"),
            new Reading(
                    "activity.logged", "channel", event -> hex(activity(event).channel()), "hex(channel)"),
            new Reading(
                    "activity.logged",
                    "connected",
                    event -> text(activity(event).connected()),
                    flag("connected")),
            new Reading(
                    "activity.logged",
                    "attachment",
                    event -> text(activity(event).attachment()),
                    flag("attachment")),
            new Reading(
                    "activity.logged",
                    "duration",
                    event -> text(activity(event).durationSeconds()),
                    number("duration")),
            new Reading(
                    "activity.logged",
                    "next_step_at",
                    event -> date(activity(event).nextStepAt()),
                    "if(next_step_at = '', 'unknown', hex(next_step_at))"),
            new Reading(
                    "deal.created",
                    "amount",
                    event -> text(((DealPayload.Created) event.payload()).amount()),
                    number("amount")),
            new Reading(
                    "deal.created",
                    "currency",
                    event -> hex(((DealPayload.Created) event.payload()).currency()),
                    "hex(currency)"),
            new Reading(
                    "lead.created",
                    "cost",
                    event -> text(((LeadPayload.Created) event.payload()).cost()),
                    number("cost")),
            new Reading(
                    "survey.answered",
                    "score",
                    event -> text(((SurveyPayload.Answered) event.payload()).score()),
                    number("score")),
            new Reading(
                    "survey.answered",
                    "key_account",
                    event -> text(
                            ((SurveyPayload.Answered) event.payload()).survey().keyAccount()),
                    flag("key_account")),
            // a member that nobody reads: the rest of the event is read all the same
            new Reading("activity.logged", "nobodys", event -> hex(event.actor()), "hex(actor)"));

    @TempDir
    Path directory;

    @Test
    void everyJsonValueHasOneReading() throws Exception {
        Random random = new Random(SEED);
        JsonGrammar grammar = new JsonGrammar(random);
        CloudEventParser parser = new CloudEventParser(IntakeRules.replay());
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Boolean> unread = new LinkedHashMap<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Reading reading = READINGS.get(i % READINGS.size());
            String value = grammar.value();
            ParsedRecord parsed = parse(parser, event("e" + i, reading, value));
            if (parsed instanceof ParsedEvent taken) {
                expected.put("e" + i, reading.java().apply(taken.event()));
                values.put("e" + i, reading.member() + " = " + value);
                unread.put("e" + i, isUnread(reading, taken.event(), value));
                rows.add(row(taken));
            } else {
                assertThat(((DeadLetter) parsed).reason())
                        .as(value)
                        .isIn("bad " + reading.member(), "bad number", "lone surrogate");
            }
        }
        assertThat(expected).hasSizeGreaterThan(EVENTS / 2).hasSizeLessThan(EVENTS);

        try (ClickHouseProcess clickHouse = ClickHouseProcess.start(MigratedDirectory.fill(directory))) {
            Answers ask = new Answers(ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret()));
            ask.text("INSERT INTO crm_store.event (tenant, id, type, actor, json) FORMAT JSONEachRow\n"
                    + String.join("\n", rows));

            assertThat(ask.lines("SELECT id, json FROM crm.event WHERE NOT isValidJSON(json)"))
                    .isEmpty();
            Map<String, String> actual = ask.map("SELECT id, multiIf(" + sql() + ", '') FROM crm.event_data");
            Map<String, String> differing = new LinkedHashMap<>();
            expected.forEach((id, text) -> {
                if (!text.equals(actual.get(id))) {
                    differing.put(values.get(id), "stream " + text + ", SQL " + actual.get(id));
                }
            });
            assertThat(differing).isEmpty();
            assertThat(actual).hasSameSizeAs(expected);

            long counted = ask.number("SELECT sum(n) FROM crm.unread_member");
            assertThat(counted)
                    .as("what is there and unknown is counted")
                    .isEqualTo(unread.values().stream().filter(is -> is).count())
                    .isPositive();
        }
    }

    private static String sql() {
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < READINGS.size(); i++) {
            cases.add("toUInt32(substring(id, 2)) % " + READINGS.size() + " = " + i + ", "
                    + READINGS.get(i).sql());
        }
        return String.join(", ", cases);
    }

    private static ParsedRecord parse(CloudEventParser parser, String json) {
        return parser.parse(json.getBytes(StandardCharsets.UTF_8), ARRIVAL, new RecordPosition("crm.events", 0, 0));
    }

    private static String event(String id, Reading reading, String value) {
        return "{\"id\":\"" + id + "\",\"source\":\"s\",\"type\":\"crm." + reading.type()
                + "\",\"subject\":\"deal/D\",\"tenant\":\"acme\",\"time\":\"2026-01-05T10:00:00Z\",\"actor\":\"rep-1\","
                + "\"data\":{\"before\":1,\"" + reading.member() + "\":" + value + ",\"after\":[2]}}";
    }

    private static String row(ParsedEvent parsed) throws Exception {
        return JSON.writeValueAsString(Map.of(
                "tenant", parsed.tenant(),
                "id", parsed.event().id(),
                "type", parsed.typeName(),
                "actor", parsed.event().actor(),
                "json", new String(parsed.json(), StandardCharsets.UTF_8)));
    }

    private static boolean isUnread(Reading reading, CrmEvent event, String value) {
        boolean isThere = !value.equals("null") && !value.equals("\"\"");
        return isThere && reading.java().apply(event).equals("unknown");
    }

    private static Activity activity(CrmEvent event) {
        return (Activity) event.payload();
    }

    private static String hex(String text) {
        return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(BigDecimal number) {
        return number == null
                ? "unknown"
                : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String text(Flag flag) {
        return switch (flag) {
            case YES -> "true";
            case NO -> "false";
            case UNKNOWN -> "unknown";
        };
    }

    private static String date(String text) {
        return DateText.millis(text, ZoneOffset.UTC) == null ? "unknown" : hex(text);
    }

    private static String number(String column) {
        return "ifNull(toString(" + column + "), 'unknown')";
    }

    private static String flag(String column) {
        return "ifNull(toString(" + column + "), 'unknown')";
    }
}
