package dev.crmpulse.dashboards.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All checks of generated boards. */
public final class BoardChecks {
    private final GrafanaSchema schema;
    private final Set<String> units = new TreeSet<>();

    /** Reads what Grafana knows from the folder of schemas. */
    public BoardChecks(Path schemas) throws IOException {
        schema = GrafanaSchema.read(schemas.resolve("grafana.schema.json"));
        for (JsonNode unit :
                new ObjectMapper().readTree(schemas.resolve("units.json").toFile())) {
            units.add(unit.asText());
        }
    }

    /** What is wrong with boards, which must be all there are, since they link to each other. */
    public List<Problem> problems(List<BoardFile> boards) {
        Map<String, BoardFile> byUid = new TreeMap<>();
        boards.forEach(board -> byUid.put(board.uid(), board));
        List<Problem> problems = new ArrayList<>();
        for (BoardFile board : boards) {
            problems.addAll(schema.problems("board", board.board(), board.name(), "board"));
            problems.addAll(BoardRules.problems(board));
            for (JsonNode panel : board.panels()) {
                problems.addAll(ofType(board, panel));
                problems.addAll(PanelRules.problems(board, panel, units));
            }
            problems.addAll(annotations(board));
            problems.addAll(LinkRules.problems(board, byUid));
            problems.addAll(Translations.problems(board, byUid));
        }
        return problems;
    }

    private List<Problem> ofType(BoardFile board, JsonNode panel) {
        String type = panel.path("type").asText();
        if (!schema.names().contains(type) || type.equals("board")) {
            return List.of(board.problem(
                    BoardFile.place(panel), "unknown type '" + type + "'", Nearest.remedy(type, schema.names())));
        }
        return schema.problems(type, panel, board.name(), BoardFile.place(panel));
    }

    private static List<Problem> annotations(BoardFile board) {
        Set<String> variables = new TreeSet<>();
        board.variables()
                .forEach(variable -> variables.add(variable.path("name").asText()));
        List<Problem> problems = new ArrayList<>();
        for (JsonNode annotation : board.annotations()) {
            if (annotation.path("builtIn").asInt() == 0) {
                problems.addAll(QueryRules.problems(
                        board,
                        "annotation '" + annotation.path("name").asText() + "'",
                        annotation.at("/target/rawSql").asText(),
                        variables));
            }
        }
        return problems;
    }
}
