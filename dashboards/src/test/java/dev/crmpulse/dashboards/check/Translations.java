package dev.crmpulse.dashboards.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Every board is there in both languages, with the same panels, and each text of it is in that language. */
final class Translations {
    private static final Set<String> LANGUAGES = Set.of("en", "zh");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    /** What is written alike in both: abbreviations, numbers, placeholders and names of products. */
    private static final Pattern NEEDS_NO_TRANSLATION =
            Pattern.compile("([\\p{Lu}\\p{N}\\p{P}\\p{S}\\s]|\\$\\{[^}]*}|ClickHouse|n)*");

    private final BoardFile file;
    private final List<Problem> problems = new ArrayList<>();

    private Translations(BoardFile file) {
        this.file = file;
    }

    static List<Problem> problems(BoardFile file, Map<String, BoardFile> byUid) {
        Translations texts = new Translations(file);
        texts.checkOther(byUid);
        texts.check("board", "title", file.board().path("title"));
        texts.check("board", "description", file.board().path("description"));
        for (JsonNode link : file.board().path("links")) {
            texts.check("board", "title of a link", link.path("title"));
            texts.check("board", "tooltip of a link", link.path("tooltip"));
        }
        for (JsonNode variable : file.variables()) {
            String where = "variable '" + variable.path("name").asText() + "'";
            texts.check(where, "label", variable.path("label"));
            texts.check(where, "description", variable.path("description"));
        }
        for (JsonNode annotation : file.annotations()) {
            texts.check("annotation", "name", annotation.path("name"));
        }
        for (JsonNode panel : file.panels()) {
            texts.checkPanel(panel);
        }
        return texts.problems;
    }

    private void checkOther(Map<String, BoardFile> byUid) {
        for (String language : new LinkedHashSet<>(LANGUAGES)) {
            BoardFile other = byUid.get("crm-" + file.id() + '-' + language);
            if (other == null) {
                add("board", "is not there in '" + language + "'", "generate the boards anew");
            } else if (!shape(file).equals(shape(other))) {
                add("board", "has other panels than '" + other.name() + "'", "generate the boards anew");
            }
        }
    }

    private static List<String> shape(BoardFile file) {
        return file.panels().stream()
                .map(panel -> panel.path("id") + " " + panel.path("type") + panel.path("gridPos"))
                .toList();
    }

    private void checkPanel(JsonNode panel) {
        String where = BoardFile.place(panel);
        check(where, "title", panel.path("title"));
        check(where, "description", panel.path("description"));
        check(where, "content", panel.at("/options/content"));
        JsonNode standard = panel.at("/fieldConfig/defaults");
        check(where, "displayName", standard.path("displayName"));
        check(where, "noValue", standard.path("noValue"));
        checkLinks(where, standard.path("links"));
        checkMappings(where, standard.path("mappings"));
        for (JsonNode override : panel.at("/fieldConfig/overrides")) {
            for (JsonNode property : override.path("properties")) {
                switch (property.path("id").asText()) {
                    case "displayName" -> check(where, "name of a column", property.path("value"));
                    case "noValue" -> check(where, "noValue", property.path("value"));
                    case "links" -> checkLinks(where, property.path("value"));
                    case "mappings" -> checkMappings(where, property.path("value"));
                    default -> {}
                }
            }
        }
        checkLinks(where, panel.path("links"));
    }

    private void checkLinks(String where, JsonNode links) {
        links.forEach(link -> check(where, "title of a link", link.path("title")));
    }

    private void checkMappings(String where, JsonNode mappings) {
        for (JsonNode mapping : mappings) {
            mapping.findValues("text").forEach(text -> check(where, "text of a value", text));
        }
    }

    private void check(String where, String which, JsonNode text) {
        if (!text.isTextual() || NEEDS_NO_TRANSLATION.matcher(text.asText()).matches()) {
            return;
        }
        boolean isChinese = CHINESE.matcher(text.asText()).find();
        if (isChinese != file.language().equals("zh")) {
            add(
                    where,
                    which + " '" + text.asText() + "' is " + (isChinese ? "Chinese" : "not translated"),
                    "write '" + file.language() + "' in boards/" + file.id() + ".yaml");
        }
    }

    private void add(String where, String what, String remedy) {
        problems.add(file.problem(where, what, remedy));
    }
}
