package dev.crmpulse.cli.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Managers find every board and every headline number of it in the document of their language. */
class ManagersTest {
    private static final Path DASHBOARDS = ProjectFiles.root().resolve("dashboards");

    @ParameterizedTest
    @CsvSource({"en, docs/managers.md", "zh, docs/managers.zh.md"})
    void everyBoardAndEveryHeadlineIsExplained(String language, String file) throws IOException {
        String document = Files.readString(ProjectFiles.root().resolve(file));
        List<String> titles = new ArrayList<>();
        for (Path board : boards()) {
            YamlNode node = YamlNode.read(board, "board");
            if (board.getParent().endsWith("boards")) {
                String title = title(node, language);
                assertThat(document).as(board.toString()).contains("\n## " + title + "\n");
            }
            headlines(node, language, titles);
        }

        assertThat(titles).hasSizeGreaterThan(5).allSatisfy(title -> assertThat(document)
                .as("row of the headline")
                .containsPattern("(?m)^\\| \\Q" + title + "\\E \\|"));
    }

    private static List<Path> boards() throws IOException {
        try (Stream<Path> files = Files.list(DASHBOARDS.resolve("boards"))) {
            return Stream.concat(Stream.of(DASHBOARDS.resolve("frame.yaml")), files.sorted())
                    .toList();
        }
    }

    private static String title(YamlNode panel, String language) {
        return YamlFields.anyOf(YamlFields.anyOf(panel, "a panel").required("title"), "a title")
                .requiredText(language);
    }

    /** The titles of all panels of one number. */
    private static void headlines(YamlNode node, String language, List<String> titles) {
        if (node instanceof YamlNode.Items list) {
            list.items().forEach(item -> headlines(item, language, titles));
        } else if (node instanceof YamlNode.Fields fields) {
            if (fields.fields().get("kind") instanceof YamlNode.Scalar kind
                    && kind.text().equals("stat")) {
                titles.add(title(fields, language));
            }
            fields.fields().values().forEach(part -> headlines(part, language, titles));
        }
    }
}
