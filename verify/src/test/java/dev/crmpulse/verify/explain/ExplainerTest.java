package dev.crmpulse.verify.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a history in a database, by whatever id it is asked for. */
class ExplainerTest {
    private static final String EVENTS = """
            acme lead/L-1     e1 lead.created        2026-03-02T08:00:00Z {"lead_id":"L-1","channel":"web"}
            acme lead/L-1     e2 lead.assigned       2026-03-02T08:30:00Z {"lead_id":"L-1","owner":"anna"}
            acme lead/L-1     e3 deal.created        2026-03-02T09:00:00Z {"lead_id":"L-1","deal_id":"D/1","amount":1200.5,"currency":"EUR","stage":"Demo","notes":"call jane@example.com"}
            acme lead/L-1     e4 message.sent        2026-03-02T10:30:00Z {"lead_id":"L-1","channel":"email","owner":"jane.doe@example.com"}
            acme lead/L-1     e4 message.sent        2026-03-02T10:30:00Z {"lead_id":"L-1","channel":"email","owner":"jane.doe@example.com"}
            acme lead/L-1     e5 deal.lost           2026-03-04T09:00:00Z {"lead_id":"L-1","deal_id":"D/1","reason":"price"}
            acme lead/L-1     e0 message.received    2026-03-01T10:30:00Z {"lead_id":"L-1","channel":"email"}
            acme lead/L-22    f1 lead.created        2026-03-02T08:00:00Z {"lead_id":"L-22"}
            acme customer/C-1 s1 survey.answered     2026-03-03T08:00:00Z {"customer_id":"C-1","survey_id":"S1","kind":"nps","score":9}
            acme rep/rep-7    p1 peer.rated          2026-03-03T09:00:00Z {"rep_id":"rep-7","relation":"peer","score":4}
            else lead/L-1     e1 lead.created        2026-03-02T08:00:00Z {"lead_id":"L-1"}
            moves lead/M-1    m1 lead.created        2026-03-02T08:00:00Z {"lead_id":"M-1"}
            moves lead/M-1    m2 lead.merged         2026-03-02T09:00:00Z {"lead_id":"M-1","into":"M-2"}
            moves lead/M-2    m3 lead.created        2026-03-02T08:30:00Z {"lead_id":"M-2"}
            moves lead/M-2    m4 lead.merged         2026-03-02T10:00:00Z {"lead_id":"M-2","into":"M-3"}
            moves lead/M-1    m5 activity.logged     2026-03-02T11:00:00Z {"lead_id":"M-1","deal_id":"MD","channel":"note"}
            moves deal/MD     m6 deal.created        2026-03-02T12:00:00Z {"deal_id":"MD","stage":"Demo"}
            moves deal/MX     m7 deal.created        2026-03-02T12:00:00Z {"deal_id":"MX","stage":"Demo"}
            """;

    private static ClickHouseProcess clickHouse;
    private static Connection connection;

    @BeforeAll
    static void fill(@TempDir Path directory) throws Exception {
        clickHouse = ClickHouseProcess.start(directory);
        connection =
                ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret()).connect();
        new Migrations(connection, Metrics.ALL).apply();
        insert("run (run, mode)", "(1, 'replay')");
        insert("progress (timeline, subtask, horizon, run)", "('engagement', 0, '2026-03-05 00:00:00', 1)");
        insert(
                "deal (tenant, id, started_at, lead_id, deal_id, version)",
                "('acme', 'L-1/D%2F1', '2026-03-02 09:00:00', 'L-1', 'D/1', 1)");
        insert(
                "late (tenant, key, source, id, time, horizon, reason, remedy, run)",
                "('acme', 'lead/L-1', 'crm', 'e0', '2026-03-01 10:30:00', '2026-03-05 00:00:00', 'too old',"
                        + " 'replay it', 1)");
        insert(
                "event (tenant, key, source, id, type, subject, time, original_time, json, run)",
                EVENTS.lines().map(line -> event(line.split(" +", 6))).collect(Collectors.joining(", ")));
    }

    @AfterAll
    static void stop() throws Exception {
        connection.close();
        clickHouse.close();
    }

    @Test
    void aMergedLeadAndADealOfALeadAreExplainedWhereTheirHistoryWent() throws Exception {
        for (String id : List.of("M-1", "M-2", "deal/MD", "m6")) {
            assertThat(explain(id, "moves")).as(id).singleElement().satisfies(history -> {
                assertThat(history.key()).isEqualTo("lead/M-3");
                assertThat(history.moved()).containsExactlyInAnyOrder("lead/M-1", "lead/M-2", "deal/MD");
                assertThat(history.events()).isEqualTo(6);
                assertThat(history.facts())
                        .filteredOn(fact -> List.of("first_response", "deal").contains(fact.fact()))
                        .extracting(Explanation.StatedFact::id)
                        .containsExactly("M-3", "M-3/MD");
            });
        }
        assertThat(explain("MX", "moves")).singleElement().satisfies(history -> {
            assertThat(history.key()).isEqualTo("deal/MX");
            assertThat(history.moved()).isEmpty();
        });
    }

    @Test
    void whoRatedAPersonIsNotShown() throws Exception {
        assertThat(explain("rep/rep-7", "acme")).singleElement().satisfies(person -> assertThat(person.steps())
                .flatExtracting(Explanation.Step::events)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.type()).isEqualTo("crm.peer.rated");
                    assertThat(event.actor()).isEmpty();
                }));
        assertThat(explain("L-22", "acme").get(0).steps().get(0).events().get(0).actor())
                .as("of others it is")
                .isNotEmpty();
    }

    @Test
    void aLeadHasATimeLineClocksFiguresAndRules() throws Exception {
        List<Explanation> explanations = explain("L-1", "acme");

        assertThat(explanations).singleElement().satisfies(lead -> {
            assertThat(lead.timeline()).isEqualTo("engagement");
            assertThat(lead.horizon()).isEqualTo("2026-03-05T00:00:00Z");
            assertThat(lead.events()).isEqualTo(5);
            assertThat(lead.steps().get(2).events()).singleElement().satisfies(event -> {
                assertThat(event.type()).isEqualTo("crm.deal.created");
                assertThat(event.data())
                        .as("without notes")
                        .isEqualTo(Map.of("amount", "1200.5", "currency", "EUR", "stage", "Demo"));
            });
            assertThat(lead.steps().get(4).changes())
                    .filteredOn(change -> change.fact().equals("deal"))
                    .singleElement()
                    .satisfies(change -> assertThat(change.differences())
                            .extracting(difference -> difference.after().column()
                                    + ' '
                                    + difference.before().text()
                                    + '>'
                                    + difference.after().text())
                            .contains("outcome open>lost", "loss_reason >price"));
            // nothing but 08:00 + 2 h and + 4 h, however the clock was decided
            assertThat(lead.clocks())
                    .filteredOn(clock -> clock.text("sla").equals("first-response"))
                    .extracting(clock -> clock.text("level")
                            + ' '
                            + clock.target()
                            + ' '
                            + clock.time("due_at")
                            + ' '
                            + clock.text("state")
                            + ' '
                            + clock.isBusinessTime())
                    .containsExactly(
                            "owner 0 h 2026-03-02T08:00:00Z reached false",
                            "supervisor 2 h 2026-03-02T10:00:00Z breached false",
                            "anomaly 4 h 2026-03-02T12:00:00Z breached false");
            assertThat(lead.facts())
                    .extracting(Explanation.StatedFact::metric)
                    .as("by metric in the order of the catalogue")
                    .isSubsetOf("M1", "M3", "M4", "M5", "M27", "M9", "M6", "M23", "M10")
                    .startsWith("M1", "M3", "M4", "M5", "M27");
            assertThat(lead.policies())
                    .extracting(policy -> policy.versionedId())
                    .contains("first-response@1", "scoring@1", "sales-journey@1")
                    .doesNotHaveDuplicates();
            assertThat(lead.repeated()).isEqualTo(1);
            assertThat(lead.late()).singleElement().satisfies(late -> {
                assertThat(late.event().id()).isEqualTo("e0");
                assertThat(late.remedy()).isEqualTo("replay it");
            });
        });
    }

    @Test
    void anEventIsMarkedInTheHistoriesItBelongsTo() throws Exception {
        assertThat(explain("e3", "")).singleElement().satisfies(lead -> {
            assertThat(lead.key()).isEqualTo("lead/L-1");
            assertThat(asked(lead)).containsExactly("e3");
        });
        assertThat(explain("e1", "")).extracting(Explanation::tenant).containsExactly("acme", "else");
        assertThat(explain("s1", "")).singleElement().satisfies(customer -> {
            assertThat(customer.key()).isEqualTo("customer/C-1");
            assertThat(customer.horizon()).isNull();
        });
        assertThat(explain("event/e3", "acme")).singleElement().satisfies(lead -> assertThat(asked(lead))
                .containsExactly("e3"));
        assertThat(explain("D/1", "")).singleElement().satisfies(lead -> assertThat(asked(lead))
                .isEmpty());
    }

    private static List<String> asked(Explanation explanation) {
        return explanation.steps().stream()
                .flatMap(step -> step.events().stream())
                .filter(Explanation.TimelineEvent::asked)
                .map(Explanation.TimelineEvent::id)
                .toList();
    }

    @Test
    void anUnknownIdIsAnsweredWithWhatComesNearest() {
        assertThatThrownBy(() -> explain("l-2", ""))
                .isInstanceOf(UnknownIdException.class)
                .hasMessage("nothing is known of l-2: did you mean L-1 of tenant acme or L-1 of tenant else or L-22 of"
                        + " tenant acme?");
        assertThatThrownBy(() -> explain("lead/L-23", "acme"))
                .hasMessage("nothing is known of lead/L-23 in tenant acme: did you mean L-22 of tenant acme?");
        assertThatThrownBy(() -> explain("L-22", "else"))
                .hasMessage("nothing is known of L-22 in tenant else, but in acme");
        assertThatThrownBy(() -> explain("event/L-22", "")).hasMessageStartingWith("nothing is known of event/L-22");
        assertThatThrownBy(() -> explain("' OR 1 = 1 --", ""))
                .hasMessage("nothing is known of ' OR 1 = 1 --")
                .isInstanceOfSatisfying(UnknownIdException.class, unknown -> assertThat(unknown.isHintGiven())
                        .isFalse());
    }

    @Test
    void thePageIsSentWhatItsDocumentSays() throws Exception {
        String readme = Files.readString(Path.of("../page/README.md"));
        int begin = readme.indexOf("```json\n") + "```json\n".length();
        JsonNode documented = new ObjectMapper().readTree(readme.substring(begin, readme.indexOf("```", begin)));

        byte[] written = new ExplanationJson(Titles.SHIPPED).write("L-1", explain("L-1", "acme"));
        JsonNode sent = new ObjectMapper().readTree(written);

        assertThat(members("", sent, new TreeSet<>())).isEqualTo(members("", documented, new TreeSet<>()));
        assertThat(new String(written, StandardCharsets.UTF_8))
                .as("who people are is hidden")
                .contains("j***@***")
                .doesNotContain("jane");
        JsonNode lead = sent.at("/histories/0");
        assertThat(lead.at("/title")).hasToString("{\"en\":\"Lead L-1\",\"zh\":\"线索 L-1\"}");
        assertThat(lead.at("/steps/0/events/0/title/zh").asText()).isEqualTo("线索创建");
        assertThat(lead.at("/clocks/0/dueAt").asText()).isEqualTo("2026-03-02T08:00:00Z");
        assertThat(lead.at("/facts").findValuesAsText("fact"))
                .as("clocks stand apart")
                .contains("first_response", "deal")
                .doesNotContain("sla_clock");
        // 09:00 of the 2nd to 09:00 of the 4th = 2 d = 172,800 s
        assertThat(new String(written, StandardCharsets.UTF_8))
                .contains("\"unit\":\"seconds\",\"value\":172800.000")
                .contains("\"unit\":\"money\",\"value\":1200.5")
                .contains("\"value\":\"lost\",\"label\":{\"en\":\"lost\",\"zh\":\"输单\"}");
    }

    @Test
    void ofALongHistoryTheBeginAndTheEndAreSent() throws Exception {
        int size = ExplanationJson.EVENTS + 10;
        List<Explanation.Step> steps = IntStream.range(0, size / 2)
                .mapToObj(i -> new Explanation.Step(
                        List.of(numbered(2 * i + 1), numbered(2 * i + 2)),
                        null,
                        List.of(new Explanation.Change(Explanation.Effect.GONE, "deal", "d", List.of()))))
                .toList();
        Explanation history = new Explanation(
                "t",
                "lead/L",
                List.of(),
                "engagement",
                null,
                steps,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        JsonNode sent = new ObjectMapper().readTree(new ExplanationJson(Titles.SHIPPED).write("L", List.of(history)));

        List<Integer> numbers =
                sent.findValues("no").stream().map(JsonNode::asInt).toList();
        assertThat(numbers).hasSize(ExplanationJson.EVENTS).startsWith(1, 2).endsWith(size - 1, size);
        assertThat(sent.findValues("omittedEvents").stream()
                        .mapToInt(JsonNode::asInt)
                        .filter(omitted -> omitted > 0)
                        .boxed())
                .containsExactly(10);
    }

    private static Explanation.TimelineEvent numbered(int number) {
        return new Explanation.TimelineEvent(
                Instant.EPOCH.plus(Duration.ofMinutes(number)),
                0,
                "crm",
                "e" + number,
                "crm.message.sent",
                "human",
                "anna",
                "",
                Map.of(),
                false);
    }

    /** Paths of all members; those of a list's items stand together. */
    private static SortedSet<String> members(String path, JsonNode node, SortedSet<String> members) {
        if (node.isArray()) {
            node.forEach(item -> members(path, item, members));
        } else if (node.isObject()) {
            node.properties().forEach(member -> {
                String name = path + '/' + member.getKey();
                members.add(name);
                members(name, member.getValue(), members);
            });
        }
        return members;
    }

    private static List<Explanation> explain(String id, String tenant) throws Exception {
        Policies policies = Policies.of(ShippedPolicies.all());
        return new Explainer(connection, Timelines.ALL, policies, List.of()).explain(id, tenant);
    }

    private static String event(String[] parts) {
        String time = parts[4].replace("T", " ").replace("Z", "");
        String type = "crm." + parts[3];
        String json = Map.of("id", parts[2], "type", type, "tenant", parts[0], "subject", parts[1], "time", parts[4])
                .entrySet()
                .stream()
                .map(attribute -> '"' + attribute.getKey() + "\":\"" + attribute.getValue() + '"')
                .collect(Collectors.joining(
                        ",",
                        "{\"specversion\":\"1.0\",\"source\":\"crm\",\"actor\":\"rep-3\",",
                        ",\"data\":" + parts[5] + '}'));
        return "('" + parts[0] + "', '" + parts[1] + "', 'crm', '" + parts[2] + "', '" + type + "', '" + parts[1]
                + "', '" + time + "', '" + time + "', '" + json + "', 1)";
    }

    private static void insert(String table, String rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO crm_store." + table + " VALUES " + rows);
        }
    }
}
