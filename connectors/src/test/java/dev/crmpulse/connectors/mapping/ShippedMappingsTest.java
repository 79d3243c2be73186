package dev.crmpulse.connectors.mapping;

import static dev.crmpulse.connectors.files.TestFiles.text;
import static dev.crmpulse.connectors.mapping.TestMappings.events;
import static dev.crmpulse.connectors.mapping.TestMappings.map;
import static dev.crmpulse.connectors.mapping.TestMappings.rejects;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.connectors.files.RecordReader;
import dev.crmpulse.connectors.files.SourceRecord;
import dev.crmpulse.connectors.mapping.MappedRow.Mapped;
import dev.crmpulse.connectors.mapping.MappedRow.Reject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mappings that come with crm-pulse, on small files always and on the real ones where they are at hand. */
class ShippedMappingsTest {
    private static final Path ROOT = Path.of(System.getProperty("crmpulse.root", ".."));
    private static final Path DATA = ROOT.resolveSibling("shared").resolve("data");

    @TempDir
    Path directory;

    @Test
    void aCaseOfAnEventLogAsCsv() throws IOException {
        Path file = text(directory, "log.csv", """
                case_id,activity,transition,resource,timestamp,amount
                C-1,A_SUBMITTED,COMPLETE,112,2011-10-01T00:38:44.546+02:00,20000
                C-1,W_Afhandelen leads,SCHEDULE,112,2011-10-01T00:38:45.000+02:00,20000
                C-1,W_Afhandelen leads,START,,2011-10-01T11:00:00.000+02:00,20000
                C-1,W_Afhandelen leads,COMPLETE,10862,2011-10-01T11:10:00.000+02:00,20000
                C-1,O_SENT,COMPLETE,10862,2011-10-01T11:10:00.000+02:00,20000
                C-1,A_FINALIZED,COMPLETE,10862,2011-10-01T11:10:00.000+02:00,20000
                C-1,A_APPROVED,COMPLETE,10862,2011-10-02T11:10:00.000+02:00,20000
                C-2,A_CANCELLED,COMPLETE,10862,2011-10-02T11:10:00.000+02:00,
                """);

        List<MappedRow> rows = map(shipped("event_log.yaml"), file);

        assertThat(rejects(rows)).isEmpty();
        assertThat(events(rows))
                .extracting(ShippedMappingsTest::summary)
                .containsExactly(
                        "C-1-1-01 crm.lead.created lead/C-1 1 112/system",
                        "C-1-1-02 crm.deal.created deal/C-1 1 112/system amount=20000 currency=EUR",
                        "C-1-1-03 crm.deal.stage_changed deal/C-1 1 112/system to=SUBMITTED",
                        "C-1-2-08 crm.x.work_scheduled lead/C-1 2 112/system",
                        "C-1-3-06 crm.activity.logged lead/C-1 3 /human channel=call direction=outbound",
                        "C-1-4-07 crm.activity.logged lead/C-1 4 10862/human direction=internal",
                        "C-1-5-09 crm.x.offer deal/C-1 5 10862/human",
                        "C-1-6-03 crm.deal.stage_changed deal/C-1 6 10862/human to=FINALIZED",
                        "C-1-7-04 crm.deal.won deal/C-1 7 10862/human",
                        "C-2-1-05 crm.deal.lost deal/C-2 1 10862/human reason=CANCELLED");
        JsonNode first = events(rows).get(0);
        assertThat(first.get("time").asText()).isEqualTo("2011-09-30T22:38:44.546Z");
        assertThat(first.get("data").toString())
                .isEqualTo("{\"lead_id\":\"C-1\",\"deal_id\":\"C-1\",\"activity\":\"A_SUBMITTED\","
                        + "\"transition\":\"COMPLETE\",\"origin_file\":\"log.csv\",\"origin_row\":1}");
    }

    @Test
    void theSameCaseAsXesGivesTheSameEvents() throws IOException {
        Path xes = text(directory, "log.xes", """
                <log><trace><string key="concept:name" value="C-1"/><string key="AMOUNT_REQ" value="20000"/>
                <event><string key="concept:name" value="A_SUBMITTED"/><string key="lifecycle:transition" value="COMPLETE"/>
                <string key="org:resource" value="112"/><date key="time:timestamp" value="2011-10-01T00:38:44.546+02:00"/></event>
                <event><string key="concept:name" value="W_Afhandelen leads"/><string key="lifecycle:transition" value="START"/>
                <date key="time:timestamp" value="2011-10-01T11:00:00.000+02:00"/></event>
                </trace></log>
                """);
        Path csv = text(directory, "log.csv", """
                case_id,activity,transition,resource,timestamp,amount
                C-1,A_SUBMITTED,COMPLETE,112,2011-10-01T00:38:44.546+02:00,20000
                C-1,W_Afhandelen leads,START,,2011-10-01T11:00:00.000+02:00,20000
                """);

        List<String> ofXes = withoutTheirOrigin(events(map(shipped("bpi2012.yaml"), xes)));
        List<String> ofCsv = withoutTheirOrigin(events(map(shipped("event_log.yaml"), csv)));

        assertThat(ofXes).hasSize(4).isEqualTo(ofCsv);
    }

    @Test
    void opportunitiesAndTeams() throws IOException {
        Mapping mapping = shipped("crm_sales.yaml");
        Path pipeline = text(directory, "sales_pipeline.csv", """
                opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
                O1,Ann,GTXPro,Isdom,Won,2016-10-25,2016-10-25,4514
                O2,Bob,MG Special,,Lost,2016-10-25,2017-03-07,0
                O3,Ann,MG Special,,Engaging,2016-10-26,,
                O4,Ann,MG Special,,Prospecting,,,
                """);
        Path teams = text(directory, "sales_teams.csv", "sales_agent,manager,regional_office\nAnn,Dustin,Central\n");

        List<MappedRow> rows = map(mapping, pipeline);

        assertThat(events(rows))
                .extracting(event -> event.get("time").asText().substring(0, 10) + " " + summary(event))
                .containsExactly(
                        "2016-10-25 O1-01 crm.deal.created deal/O1 0 Ann/human customer_id=Isdom owner=Ann rep_id=Ann"
                                + " product=GTX Pro stage=Engaging",
                        "2016-10-25 O1-02 crm.deal.won deal/O1 0 Ann/human customer_id=Isdom owner=Ann rep_id=Ann"
                                + " product=GTX Pro amount=4514 currency=USD",
                        "2016-10-25 O2-01 crm.deal.created deal/O2 0 Bob/human owner=Bob rep_id=Bob product=MG Special"
                                + " stage=Engaging",
                        "2017-03-07 O2-03 crm.deal.lost deal/O2 0 Bob/human owner=Bob rep_id=Bob product=MG Special",
                        "2016-10-26 O3-01 crm.deal.created deal/O3 0 Ann/human owner=Ann rep_id=Ann product=MG Special"
                                + " stage=Engaging");
        assertThat(rejects(rows)).singleElement().satisfies(reject -> {
            assertThat(reject.reason()).isEqualTo("no time");
            assertThat(reject.detail()).isEqualTo("rule 01 (crm.deal.created): field 'engage_date' is empty");
            assertThat(reject.line()).isEqualTo(5);
            assertThat(new String(reject.bytes(), StandardCharsets.UTF_8))
                    .isEqualTo("O4,Ann,MG Special,,Prospecting,,,");
        });
        assertThat(events(map(mapping, teams)))
                .extracting(event -> event.get("time").asText() + " " + summary(event))
                .containsExactly("2016-01-01T00:00:00.000Z rep/Ann-01 crm.rep.changed rep/Ann 0 /system rep_id=Ann"
                        + " team=Dustin manager=Dustin region=Central status=active");
    }

    @Test
    void theWholeLoanLogMapsWithoutAReject() throws IOException {
        Path folder = real("bpi2012");
        JsonNode reference =
                new ObjectMapper().readTree(folder.resolve("reference.json").toFile());
        Path log = folder.resolve("bpi2012.xes.gz");
        FileMapping rules = shipped("bpi2012.yaml").forFile(log);
        Map<String, Long> counts = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        long records = 0;
        long bytes = 0;
        long begin = System.nanoTime();

        try (RecordReader reader = rules.open()) {
            for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
                records++;
                for (MappedEvent event : ((Mapped) rules.map(record)).events()) {
                    bytes += event.json().length;
                    String json = new String(event.json(), StandardCharsets.UTF_8);
                    counts.merge(between(json, "\"type\":\"crm."), 1L, Long::sum);
                    ids.add(between(json, "\"id\":\""));
                }
            }
            assertThat(reader.bytesRead()).isEqualTo(Files.size(log));
        }

        System.out.printf(
                "bpi2012: %,d records, %,d events, %,d bytes in %,d ms%n",
                records, ids.size(), bytes, (System.nanoTime() - begin) / 1_000_000);
        assertThat(records).isEqualTo(262_200);
        assertThat(counts).isEqualTo(expectedTypes(reference.get("event_counts")));
        assertThat(counts)
                .containsEntry("deal.won", 3 * 2_246L)
                .containsEntry("deal.lost", 7_635L + 2_807L)
                .containsEntry("lead.created", 13_087L);
        assertThat(ids).hasSize((int)
                counts.values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void theWholeSalesPipelineMapsButForWhatHasNoDate() throws IOException {
        Path folder = real("crm_sales");
        Mapping mapping = shipped("crm_sales.yaml");

        List<MappedRow> pipeline = map(mapping, folder.resolve("sales_pipeline.csv"));
        List<MappedRow> teams = map(mapping, folder.resolve("sales_teams.csv"));

        assertThat(pipeline).hasSize(8_800);
        assertThat(rejects(pipeline).stream().collect(groupingBy(Reject::reason, counting())))
                .isEqualTo(Map.of("no time", 500L));
        List<JsonNode> deals = events(pipeline);
        assertThat(deals.stream().collect(groupingBy(event -> event.get("type").asText(), counting())))
                .isEqualTo(Map.of("crm.deal.created", 8_300L, "crm.deal.won", 4_238L, "crm.deal.lost", 2_473L));
        BigDecimal revenue = deals.stream()
                .filter(event -> event.get("type").asText().equals("crm.deal.won"))
                .map(event -> new BigDecimal(event.at("/data/amount").asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(revenue).isEqualByComparingTo("10005534");
        assertThat(deals).noneMatch(event -> event.at("/data/product").asText().equals("GTXPro"));
        assertThat(events(teams))
                .hasSize(35)
                .allMatch(event -> event.get("type").asText().equals("crm.rep.changed"));
        assertThat(rejects(teams)).isEmpty();
    }

    /** What the types of the reference's pairs of activity and transition are, by the vocabulary of the log. */
    private static Map<String, Long> expectedTypes(JsonNode eventCounts) {
        Map<String, Long> expected = new HashMap<>();
        eventCounts.properties().forEach(pair -> {
            String activity = pair.getKey().substring(0, pair.getKey().indexOf('|'));
            String transition = pair.getKey().substring(pair.getKey().indexOf('|') + 1);
            for (String type : types(activity, transition)) {
                expected.merge(type, pair.getValue().asLong(), Long::sum);
            }
        });
        return expected;
    }

    private static List<String> types(String activity, String transition) {
        return switch (activity) {
            case "A_SUBMITTED" -> List.of("lead.created", "deal.created", "deal.stage_changed");
            case "A_APPROVED", "A_REGISTERED", "A_ACTIVATED" -> List.of("deal.won");
            case "A_DECLINED", "A_CANCELLED" -> List.of("deal.lost");
            default ->
                switch (activity.charAt(0)) {
                    case 'A' -> List.of("deal.stage_changed");
                    case 'O' -> List.of("x.offer");
                    default -> List.of(transition.equals("SCHEDULE") ? "x.work_scheduled" : "activity.logged");
                };
        };
    }

    private static Mapping shipped(String name) {
        return Mapping.load(ROOT.resolve("examples").resolve("mappings").resolve(name));
    }

    private static Path real(String set) {
        Path folder = DATA.resolve(set);
        if (!Files.isDirectory(folder)) {
            System.out.println("SKIPPED: " + folder + " is missing, so the mapping of " + set + " was not tried on it");
        }
        assumeTrue(Files.isDirectory(folder), () -> folder + " is missing");
        return folder;
    }

    /** Id, type, subject, sequence, actor and the data that are not on every event. */
    private static String summary(JsonNode event) {
        StringBuilder text = new StringBuilder(event.get("id").asText()
                + ' '
                + event.get("type").asText()
                + ' '
                + event.get("subject").asText()
                + ' '
                + event.get("sequence").asLong()
                + ' '
                + event.path("actor").asText()
                + '/'
                + event.get("actortype").asText());
        Set<String> onEvery = Set.of("lead_id", "deal_id", "activity", "transition", "origin_file", "origin_row");
        event.get("data").properties().forEach(member -> {
            if (!onEvery.contains(member.getKey())) {
                text.append(' ')
                        .append(member.getKey())
                        .append('=')
                        .append(member.getValue().asText());
            }
        });
        return text.toString();
    }

    private static List<String> withoutTheirOrigin(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.toString()
                        .replaceAll("\"origin_file\":\"[^\"]*\"", "")
                        .replace("bpi2012-log", "event-log")
                        .replace("bpi2012", "event_log"))
                .toList();
    }

    private static String between(String json, String start) {
        int from = json.indexOf(start) + start.length();
        return json.substring(from, json.indexOf('"', from));
    }
}
