package dev.crmpulse.dashboards.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules about links between boards: each leads to a board of the same language, and carries variables that both have. */
final class LinkRules {
    private static final Pattern BOARD = Pattern.compile("/d/([^/?)\\s\"']+)(?:\\?([^)\\s\"']*))?");
    private static final Pattern GIVEN = Pattern.compile("\\$\\{(\\w+):queryparam}");
    private static final Pattern SET = Pattern.compile("(?:^|&)var-(\\w+)=");

    /** Of every board: the range, and all variables. */
    private static final Set<String> GIVEN_BY_GRAFANA = Set.of("__url_time_range", "__all_variables");

    private final BoardFile file;
    private final Map<String, BoardFile> boards;
    private final List<Problem> problems = new ArrayList<>();

    private LinkRules(BoardFile file, Map<String, BoardFile> boards) {
        this.file = file;
        this.boards = boards;
    }

    /**
     * What is wrong with the links of a board.
     *
     * @param boards all there are, by uid
     */
    static List<Problem> problems(BoardFile file, Map<String, BoardFile> boards) {
        LinkRules rules = new LinkRules(file, boards);
        for (JsonNode link : file.board().path("links")) {
            rules.check("board", link);
        }
        for (JsonNode panel : file.panels()) {
            rules.check(BoardFile.place(panel), panel.path("links"));
            rules.check(BoardFile.place(panel), panel.path("fieldConfig"));
            rules.check(BoardFile.place(panel), panel.path("options"));
        }
        return rules.problems;
    }

    /** Looks into every text below a node. */
    private void check(String where, JsonNode node) {
        if (node.isTextual()) {
            Matcher link = BOARD.matcher(node.asText());
            while (link.find()) {
                check(where, link.group(1), link.group(2) == null ? "" : link.group(2));
            }
        }
        node.forEach(inner -> check(where, inner));
    }

    private void check(String where, String uid, String query) {
        BoardFile target = boards.get(uid);
        if (target == null) {
            add(where, "links to board '" + uid + "', which does not exist", Nearest.remedy(uid, boards.keySet()));
            return;
        }
        if (!target.language().equals(file.language())) {
            add(
                    where,
                    "links to a board in another language, '" + uid + "'",
                    "link to its " + file.language() + " one");
        }
        Matcher set = SET.matcher(query);
        while (set.find()) {
            if (!variables(target).contains(set.group(1))) {
                add(
                        where,
                        "sets variable '" + set.group(1) + "', which '" + uid + "' does not have",
                        Nearest.remedy(set.group(1), variables(target)));
            }
        }
        Matcher given = GIVEN.matcher(query);
        while (given.find()) {
            String name = given.group(1);
            if (!GIVEN_BY_GRAFANA.contains(name) && !variables(file).contains(name)) {
                add(
                        where,
                        "hands on variable '" + name + "', which this board does not have",
                        Nearest.remedy(name, variables(file)));
            }
        }
    }

    private static Set<String> variables(BoardFile board) {
        Set<String> names = new TreeSet<>();
        board.variables().forEach(variable -> names.add(variable.path("name").asText()));
        return names;
    }

    private void add(String where, String what, String remedy) {
        problems.add(file.problem(where, what, remedy));
    }
}
