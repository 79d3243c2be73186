package dev.crmpulse.dashboards.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmpulse.dashboards.QueryMacros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Rules about an alert rule: nobody chooses anything where it is evaluated, people of both languages read it, it leads to a panel. */
final class AlertRules {
    private static final Pattern UID = Pattern.compile("crm-[a-z0-9-]{1,36}");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final String FROM_FRONT_END = "conditionalAll";

    private final String file;
    private final JsonNode rule;
    private final List<BoardFile> boards;
    private final List<Problem> problems = new ArrayList<>();

    private AlertRules(String file, JsonNode rule, List<BoardFile> boards) {
        this.file = file;
        this.rule = rule;
        this.boards = boards;
    }

    static List<Problem> problems(String file, JsonNode rule, List<BoardFile> boards) {
        AlertRules rules = new AlertRules(file, rule, boards);
        rules.checkTexts();
        rules.checkPlace();
        rules.checkData();
        return rules.problems;
    }

    static String place(JsonNode rule) {
        return "rule '" + rule.path("uid").asText() + "'";
    }

    private void checkTexts() {
        if (!UID.matcher(rule.path("uid").asText()).matches()) {
            add("uid " + rule.path("uid"), "it begins with crm-, and has small letters, digits and '-', at most 40");
        }
        checkLanguages("title", rule.path("title").asText().split(" · ", 2));
        for (String text : List.of("summary", "description")) {
            JsonNode annotations = rule.path("annotations");
            checkLanguages(
                    text,
                    annotations.path(text).asText(),
                    annotations.path(text + "_zh").asText());
        }
        for (JsonNode annotation : rule.path("annotations")) {
            if (annotation.asText().contains("$")) {
                add(
                        "a '$' in annotation '" + annotation.asText() + "'",
                        "write {{ .Labels.name }} and {{ .Values.A.Value }}: releases of Grafana differ in what '$' is there");
            }
        }
    }

    private void checkLanguages(String which, String... texts) {
        if (texts[0].isBlank()) {
            add("no " + which, "write one in alerts/");
        } else if (CHINESE.matcher(texts[0]).find()) {
            add("English " + which + " '" + texts[0] + "' is Chinese", "write its 'en' in alerts/");
        }
        if (texts.length < 2 || !CHINESE.matcher(texts[1]).find()) {
            add(which + " '" + texts[0] + "' is not translated", "write its 'zh' in alerts/");
        }
    }

    private void checkPlace() {
        String uid = rule.path("dashboardUid").asText();
        int panel = rule.path("panelId").asInt();
        Optional<BoardFile> board =
                boards.stream().filter(one -> one.uid().equals(uid)).findFirst();
        if (board.isEmpty()) {
            add(
                    "leads to board '" + uid + "', which does not exist",
                    Nearest.remedy(uid, boards.stream().map(BoardFile::uid).toList()));
        } else if (board.get().panels().stream().noneMatch(one -> one.path("id").asInt() == panel)) {
            add("leads to panel " + panel + ", which board '" + uid + "' does not have", "name one that it has");
        }
        JsonNode annotations = rule.path("annotations");
        if (!annotations.path("__dashboardUid__").asText().equals(uid)
                || annotations.path("__panelId__").asInt() != panel) {
            add("annotations lead elsewhere than the rule", "generate the alert rules anew");
        }
    }

    private void checkData() {
        Set<String> refs = new TreeSet<>();
        for (JsonNode data : rule.path("data")) {
            refs.add(data.path("refId").asText());
            JsonNode model = data.path("model");
            if (model.has("rawSql")) {
                checkQuery(model.path("rawSql").asText());
            } else if (!refs.contains(model.path("expression").asText())) {
                add("expression " + model.path("expression") + " names no query", Nearest.remedy("", refs));
            }
        }
        if (!refs.contains(rule.path("condition").asText())) {
            add("condition " + rule.path("condition") + " names no query", Nearest.remedy("", refs));
        }
    }

    private void checkQuery(String sql) {
        QueryNames names = new QueryNames(sql);
        for (String variable : names.variables()) {
            add("uses variable '" + variable + "'", "leave it out: nobody chooses values where alerts are evaluated");
        }
        for (String macro : names.macros()) {
            if (macro.equals(FROM_FRONT_END)) {
                add("uses $__" + macro, "leave it out: only boards expand it");
            } else if (!QueryNames.MACROS.contains(macro)) {
                add("unknown macro $__" + macro, Nearest.remedy(macro, new TreeSet<>(QueryNames.MACROS)));
            }
        }
        if (problems.isEmpty()) {
            try {
                new QueryMacros(Instant.EPOCH, Instant.EPOCH.plusSeconds(60), Duration.ofSeconds(1), Map.of())
                        .expand(sql);
            } catch (IllegalArgumentException wrong) {
                add(wrong.getMessage(), "only what dashboards/README.md lists is expanded");
            }
        }
    }

    private void add(String what, String remedy) {
        problems.add(new Problem(file, place(rule), what, remedy));
    }
}
