package dev.crmpulse.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.dashboards.alerting.AlertGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for every board that lies in the folder, whatever it shows. */
class GrafanaBoardsTest {
    private static final Path GENERATED = Path.of("grafana");

    /** Members of the JSON that people read. */
    private static final Pattern WORDS =
            Pattern.compile(".*/(title|description|label|text|tooltip|content)|/annotations/list/\\d+/name|"
                    + ".*/overrides/\\d+/properties/0/value");

    /** Members that name the language. */
    private static final Pattern LANGUAGE = Pattern.compile("/uid|/tags/1|.*/url");

    /** What stands before each value that can be chosen: {@code month : month,quarter : quarter}. */
    private static final Pattern CHOICE = Pattern.compile("[^,:]+ : ");

    /** What is written alike in both languages. */
    private static final Pattern SYMBOLS =
            Pattern.compile("|n|z|[ABC]|p\\d+|–|[<>=\\d -]+h|NPS|CSAT|All|ClickHouse|crm-pulse|[\\d.]+");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern BOARD_LINK = Pattern.compile("/d/([\\w-]+)\\?");
    private static final Pattern LITERAL = Pattern.compile("'[^']*'");
    private static final Pattern VIEW = Pattern.compile("(?m)^CREATE OR REPLACE VIEW (crm\\.\\w+)");
    private static final Pattern RELATION = Pattern.compile("\\b(?:crm|crm_store|system|default)\\.\\w+");
    private static final Pattern SOURCE = Pattern.compile("(?s).*[(（]M\\d+.*crm\\.\\w+.*[)）].*");

    private static Boards boards;
    private static final Map<String, JsonNode> DASHBOARDS = new LinkedHashMap<>();
    private static Map<String, String> files;

    @BeforeAll
    static void generate() throws IOException {
        boards = Boards.read(Path.of(""));
        files = new GrafanaBoards().files(boards);
        for (Map.Entry<String, String> file : files.entrySet()) {
            DASHBOARDS.put(file.getKey(), new ObjectMapper().readTree(file.getValue()));
        }
    }

    @Test
    void whatIsCommittedIsWhatIsGenerated() throws IOException {
        List<String> committed = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(GENERATED)) {
            paths.filter(Files::isRegularFile)
                    .forEach(path -> committed.add(GENERATED.relativize(path).toString()));
        }
        assertThat(committed)
                .as("mvn -q -pl dashboards compile exec:java writes them")
                .containsExactlyInAnyOrderElementsOf(files.keySet());
        for (Map.Entry<String, String> file : files.entrySet()) {
            assertThat(Files.readString(GENERATED.resolve(file.getKey()), StandardCharsets.UTF_8))
                    .as(file.getKey())
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void everyFileOfTheFolderIsABoardOfItsNameInBothLanguages() throws IOException {
        try (Stream<Path> found = Files.list(Path.of("boards"))) {
            assertThat(found.flatMap(file -> {
                        String uid = file.getFileName().toString().replaceFirst("\\.yaml$", "");
                        return Stream.of("en/" + uid + ".json", "zh/" + uid + ".json");
                    }))
                    .containsExactlyInAnyOrderElementsOf(files.keySet());
        }
    }

    @Test
    void languagesDifferByWordsAloneAndEveryWordIsThereInBoth() {
        for (Board board : boards.boards()) {
            Map<String, String> english = leaves(DASHBOARDS.get("en/" + board.uid() + ".json"));
            Map<String, String> chinese = leaves(DASHBOARDS.get("zh/" + board.uid() + ".json"));
            assertThat(chinese.keySet()).as(board.uid()).isEqualTo(english.keySet());
            english.forEach((path, word) -> {
                String name = board.uid() + path;
                String translated = chinese.get(path);
                if (WORDS.matcher(path).matches()
                        && !SYMBOLS.matcher(translated).matches()) {
                    assertThat(word).as(name).isNotBlank().doesNotContainPattern(HAN);
                    assertThat(translated).as(name).containsPattern(HAN);
                } else if (!LANGUAGE.matcher(path).matches()) {
                    assertThat(CHOICE.matcher(translated).replaceAll(""))
                            .as(name)
                            .isEqualTo(CHOICE.matcher(word).replaceAll(""));
                }
            });
        }
    }

    @Test
    void noPanelCoversAnotherAndEachHasANumberOfItsOwn() {
        DASHBOARDS.forEach((file, dashboard) -> {
            Set<String> cells = new HashSet<>();
            Set<Integer> ids = new HashSet<>();
            for (JsonNode panel : dashboard.get("panels")) {
                assertThat(ids.add(panel.get("id").asInt())).as(file).isTrue();
                JsonNode place = panel.get("gridPos");
                for (int x = 0; x < place.get("w").asInt(); x++) {
                    for (int y = 0; y < place.get("h").asInt(); y++) {
                        int column = place.get("x").asInt() + x;
                        assertThat(column).as(file).isLessThan(Grid.WIDTH);
                        assertThat(cells.add(column + "/" + (place.get("y").asInt() + y)))
                                .as(file + " " + panel.get("title").asText())
                                .isTrue();
                    }
                }
            }
        });
    }

    @Test
    void panelsFillTheirLines() {
        DASHBOARDS.forEach((file, dashboard) -> {
            Map<Integer, Integer> widths = new HashMap<>();
            for (JsonNode panel : dashboard.get("panels")) {
                JsonNode place = panel.get("gridPos");
                widths.merge(place.get("y").asInt(), place.get("w").asInt(), Integer::sum);
            }
            assertThat(widths.values()).as(file).allMatch(width -> width == Grid.WIDTH);
        });
    }

    /** At 1440 pixels, the narrowest screen that boards are made for. */
    @Test
    void noColumnOfATableIsCutAndEachHasANameOfItsOwn() {
        DASHBOARDS.forEach((file, dashboard) -> {
            for (JsonNode panel : dashboard.get("panels")) {
                if (panel.get("type").asText().equals("table")) {
                    String name = file + " " + panel.get("title").asText();
                    int left = TableWidths.ofPanel(panel.at("/gridPos/w").asInt());
                    List<Integer> sharing = new ArrayList<>();
                    Set<String> titles = new HashSet<>();
                    for (JsonNode override : panel.at("/fieldConfig/overrides")) {
                        String title = override.at("/properties/0/value").asText();
                        assertThat(titles.add(title)).as(name + ": " + title).isTrue();
                        int needed = TableWidths.neededBy(override);
                        int width = TableWidths.given(override);
                        if (width == 0) {
                            sharing.add(Math.max(TableWidths.LEAST, needed));
                        } else {
                            assertThat(width).as(name + ": " + title).isGreaterThanOrEqualTo(needed);
                            left -= width;
                        }
                    }
                    assertThat(sharing)
                            .as(name + ": a column takes what is left")
                            .isNotEmpty();
                    for (int needed : sharing) {
                        assertThat(left / sharing.size()).as(name).isGreaterThanOrEqualTo(needed);
                    }
                }
            }
        });
    }

    @Test
    void everyDescriptionNamesTheMetricAndTheViewOfTheFigure() {
        DASHBOARDS.forEach((file, dashboard) -> {
            for (JsonNode panel : dashboard.get("panels")) {
                if (panel.has("targets")) {
                    assertThat(panel.get("description").asText())
                            .as(file + " " + panel.get("title").asText())
                            .matches(SOURCE);
                }
            }
        });
    }

    @Test
    void everyPanelFollowsEveryVariableOfItsBoardOrSaysThatItDoesNot() {
        for (Board board : boards.boards()) {
            Snippets snippets = boards.snippetsOf(board);
            Stream.concat(boards.frame().header().stream(), board.panels()).forEach(panel -> {
                String sql = snippets.fill(panel.sql());
                for (String key : board.variables()) {
                    String name = boards.frame().variable(key).name();
                    assertThat(sql.contains("${" + name + ":singlequote}"))
                            .as(board.uid() + ": " + panel.title().en() + " follows " + name)
                            .isEqualTo(!panel.ignores().contains(name));
                }
            });
        }
    }

    private boolean isOneValue(String name) {
        return boards.frame().variables().values().stream()
                .anyMatch(variable -> variable.name().equals(name) && variable.sql() == null);
    }

    @Test
    void everyQueryCanBeAskedOfAllAndOfSome() {
        Instant now = Instant.parse("2026-03-02T12:00:00Z");
        for (Board board : boards.boards()) {
            Set<String> names = board.variables().stream()
                    .map(key -> boards.frame().variable(key).name())
                    .collect(Collectors.toSet());
            assertThat(names).as(board.uid()).hasSameSizeAs(board.variables());
            for (Boards.Query query : boards.queries()) {
                if (query.board().equals(board.uid())) {
                    for (List<String> chosen : List.of(List.of(QueryMacros.ALL), List.of("a", "b"))) {
                        Map<String, List<String>> values = new HashMap<>();
                        names.forEach(name -> values.put(name, isOneValue(name) ? List.of("L-1") : chosen));
                        QueryMacros macros =
                                new QueryMacros(now.minus(Duration.ofDays(1)), now, Duration.ofMinutes(5), values);
                        assertThat(macros.expand(query.sql()))
                                .as(query.toString())
                                .doesNotContain("$__")
                                .doesNotContain("${")
                                .doesNotContain("#{");
                    }
                }
            }
        }
    }

    /** What is exported by SQL and what a board shows cannot differ where both read the same views and nothing else. */
    @Test
    void EdgeCase_38_boardsAndAlertsReadTheViewsThatAnExportReads() throws IOException {
        Set<String> views = VIEW.matcher(Files.readString(Path.of("..", "docs", "schema.sql")))
                .results()
                .map(view -> view.group(1))
                .collect(Collectors.toSet());
        Map<String, String> queries = new LinkedHashMap<>();
        boards.queries().forEach(query -> queries.put(query.toString(), query.sql()));
        AlertGroup.readAll(Path.of("alerts")).stream()
                .flatMap(group -> group.rules().stream())
                .forEach(rule -> queries.put("alert " + rule.uid(), rule.query()));

        assertThat(views).isNotEmpty();
        queries.forEach((name, sql) -> assertThat(
                        RELATION.matcher(LITERAL.matcher(sql).replaceAll("''")).results())
                .as(name)
                .isNotEmpty()
                .allSatisfy(relation -> assertThat(views).contains(relation.group())));
    }

    @Test
    void everyLinkLeadsToABoardOfTheSameLanguage() {
        DASHBOARDS.forEach((file, dashboard) -> {
            Matcher link = BOARD_LINK.matcher(dashboard.toString());
            while (link.find()) {
                String language = file.substring(0, 2);
                assertThat(link.group(1)).as(file).endsWith("-" + language);
                assertThat(DASHBOARDS.values())
                        .as(file + " leads to " + link.group(1))
                        .anyMatch(other -> other.get("uid").asText().equals(link.group(1)));
            }
        });
    }

    /** Texts, numbers and truths of a tree by their paths. */
    private static Map<String, String> leaves(JsonNode tree) {
        Map<String, String> leaves = new LinkedHashMap<>();
        collect("", tree, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, String> leaves) {
        if (node.path("id").asText().equals("noValue")) {
            leaves.put(path + "/text", node.get("value").asText());
        } else if (node.isObject()) {
            node.properties().forEach(member -> collect(path + '/' + member.getKey(), member.getValue(), leaves));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + '/' + i, node.get(i), leaves);
            }
        } else {
            // what is no text is no word
            leaves.put(node.isTextual() ? path : path + '=', node.asText());
        }
    }
}
