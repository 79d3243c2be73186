package dev.crmpulse.dashboards.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules about a board as a whole: its name, its variables, and how its panels lie. */
final class BoardRules {
    private static final int SCHEMA_VERSION = 41;
    private static final int COLUMNS = 24;
    private static final int REFRESH_WITH_RANGE = 2;
    private static final int LONGEST_UID = 40;
    private static final Pattern UID = Pattern.compile("[a-z0-9-]+");
    private static final String BOARD = "board";

    private final BoardFile file;
    private final List<Problem> problems = new ArrayList<>();

    private BoardRules(BoardFile file) {
        this.file = file;
    }

    static List<Problem> problems(BoardFile file) {
        BoardRules rules = new BoardRules(file);
        rules.checkName();
        rules.checkVariables();
        rules.checkIds();
        rules.checkGrid();
        return rules.problems;
    }

    private void checkName() {
        JsonNode board = file.board();
        String uid = "crm-" + file.id() + '-' + file.language();
        if (!file.uid().equals(uid) || !UID.matcher(uid).matches() || uid.length() > LONGEST_UID) {
            add(
                    BOARD,
                    "uid '" + file.uid() + "'",
                    "it must be '" + uid + "': small letters, digits and '-', at most " + LONGEST_UID + " of them");
        }
        if (!board.path("id").isMissingNode()) {
            add(BOARD, "id " + board.path("id"), "leave it out: each Grafana numbers boards by itself");
        }
        if (board.path("editable").asBoolean(true)) {
            add(BOARD, "editable", "set editable to false: changes belong in boards/" + file.id() + ".yaml");
        }
        if (board.path("schemaVersion").asInt() != SCHEMA_VERSION) {
            add(BOARD, "schemaVersion " + board.path("schemaVersion"), "it must be " + SCHEMA_VERSION);
        }
        for (String field : List.of("title", "description")) {
            if (board.path(field).asText().isBlank()) {
                add(BOARD, "no " + field, "write what the board answers");
            }
        }
    }

    private void checkVariables() {
        Set<String> before = new HashSet<>();
        for (JsonNode variable : file.variables()) {
            String name = variable.path("name").asText();
            String where = "variable '" + name + "'";
            if (variable.path("label").asText().isBlank()) {
                add(where, "no label", "write what it chooses");
            }
            if (variable.path("type").asText().equals("query")) {
                if (variable.path("refresh").asInt() != REFRESH_WITH_RANGE) {
                    add(where, "refresh " + variable.path("refresh"), "it must be 2, with the time range");
                }
                String sql = variable.path("query").isTextual()
                        ? variable.path("query").asText()
                        : variable.path("query").path("rawSql").asText();
                problems.addAll(QueryRules.problems(file, where, sql, before));
            }
            if (!before.add(name)) {
                add(where, "is there twice", "give one of them another name");
            }
        }
        boolean choosesSource = false;
        for (JsonNode variable : file.variables()) {
            choosesSource |= variable.path("type").asText().equals("datasource")
                    && variable.path("query").asText().equals(QueryRules.PLUGIN);
        }
        if (!choosesSource) {
            add(BOARD, "no variable for the data source", "add one of type datasource for " + QueryRules.PLUGIN);
        }
    }

    private void checkIds() {
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : file.panels()) {
            if (!panel.path("id").isInt()) {
                add(BoardFile.place(panel), "no id", "number the panels of a board from 1");
            } else if (!ids.add(panel.path("id").asInt())) {
                add(BoardFile.place(panel), "another panel has this id", "give it one of its own");
            }
        }
    }

    private void checkGrid() {
        Map<List<Integer>, String> cells = new HashMap<>();
        for (JsonNode panel : file.board().path("panels")) {
            checkPlace(panel, cells);
            Map<List<Integer>, String> within = new HashMap<>();
            panel.path("panels").forEach(inner -> checkPlace(inner, within));
        }
    }

    private void checkPlace(JsonNode panel, Map<List<Integer>, String> cells) {
        String where = BoardFile.place(panel);
        JsonNode place = panel.path("gridPos");
        int left = place.path("x").asInt(-1);
        int top = place.path("y").asInt(-1);
        int width = place.path("w").asInt();
        int height = place.path("h").asInt();
        if (left < 0 || top < 0 || width < 1 || height < 1 || left + width > COLUMNS) {
            add(where, "gridPos " + place, "it must lie within the " + COLUMNS + " columns of a board");
            return;
        }
        Set<String> covered = new HashSet<>();
        for (int x = left; x < left + width; x++) {
            for (int y = top; y < top + height; y++) {
                String other = cells.putIfAbsent(List.of(x, y), where);
                if (other != null && covered.add(other)) {
                    add(where, "overlaps " + other, "move one of them or make it smaller");
                }
            }
        }
    }

    private void add(String where, String what, String remedy) {
        problems.add(file.problem(where, what, remedy));
    }
}
