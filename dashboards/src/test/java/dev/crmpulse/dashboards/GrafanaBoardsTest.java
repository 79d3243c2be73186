package dev.crmpulse.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GrafanaBoardsTest {
    private static final Path GENERATED = Path.of("grafana");
    private static final Set<String> UNITS = Set.of("short", "s", "ms", "percentunit");

    private static Map<String, String> files;

    @BeforeAll
    static void generate() throws IOException {
        files = new GrafanaBoards().files(Path.of("boards"));
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
    void everyBoardIsThereInEnglishAndInChinese() {
        assertThat(files.keySet())
                .contains(
                        "en/sla-promises.json",
                        "zh/sla-promises.json",
                        "en/lead-life-cycle.json",
                        "zh/lead-life-cycle.json",
                        "en/process-health.json",
                        "zh/process-health.json");
    }

    @Test
    void boardsDifferByWordsAlone() throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (Board board : Board.readAll(Path.of("boards"))) {
            JsonNode english = json.readTree(files.get("en/" + board.uid() + ".json"));
            JsonNode chinese = json.readTree(files.get("zh/" + board.uid() + ".json"));
            assertThat(english.get("uid")).isNotEqualTo(chinese.get("uid"));
            for (int i = 0; i < board.panels().size(); i++) {
                JsonNode inEnglish = english.get("panels").get(i);
                JsonNode inChinese = chinese.get("panels").get(i);
                assertThat(inEnglish.get("targets")).isEqualTo(inChinese.get("targets"));
                assertThat(inEnglish.get("gridPos")).isEqualTo(inChinese.get("gridPos"));
                assertThat(inEnglish.get("title")).isNotEqualTo(inChinese.get("title"));
                assertThat(inChinese.get("description").asText()).matches("(?s).*\\p{IsHan}.*");
            }
        }
    }

    @Test
    void noPanelCoversAnother() throws IOException {
        for (String file : files.values()) {
            Set<String> cells = new HashSet<>();
            for (JsonNode panel : new ObjectMapper().readTree(file).get("panels")) {
                JsonNode place = panel.get("gridPos");
                for (int x = 0; x < place.get("w").asInt(); x++) {
                    for (int y = 0; y < place.get("h").asInt(); y++) {
                        int column = place.get("x").asInt() + x;
                        assertThat(column).isLessThan(24);
                        assertThat(cells.add(column + "/" + (place.get("y").asInt() + y)))
                                .as(panel.get("title").asText())
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void unitsAreGrafanasAndDescriptionsNameWhereAFigureComesFrom() throws IOException {
        for (Board board : Board.readAll(Path.of("boards"))) {
            for (Panel panel : board.panels()) {
                if (panel.unit() != null) {
                    assertThat(panel.unit()).as(panel.title().en()).isIn(UNITS);
                }
                assertThat(panel.description().en()).as(panel.title().en()).matches("(?s).*(M\\d+|crm\\.\\w+).*");
            }
        }
    }
}
