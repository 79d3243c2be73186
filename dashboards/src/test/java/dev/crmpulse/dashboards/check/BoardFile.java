package dev.crmpulse.dashboards.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A generated board.
 *
 * @param name language and name of its file, such as {@code en/sla-promises.json}
 */
public record BoardFile(String name, JsonNode board) {
    /** All of a folder that has one folder a language, in the order of their names. */
    public static List<BoardFile> readAll(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<BoardFile> boards = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                boards.add(new BoardFile(folder.relativize(file).toString(), json.readTree(file.toFile())));
            }
        }
        return boards;
    }

    public String language() {
        return name.substring(0, name.indexOf('/'));
    }

    /** Name of the board, which both languages share. */
    public String id() {
        return name.substring(name.indexOf('/') + 1, name.lastIndexOf('.'));
    }

    public String uid() {
        return board.path("uid").asText();
    }

    /** Panels and rows, those in closed rows as well. */
    public List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        for (JsonNode panel : board.path("panels")) {
            panels.add(panel);
            panel.path("panels").forEach(panels::add);
        }
        return panels;
    }

    public JsonNode variables() {
        return board.path("templating").path("list");
    }

    public JsonNode annotations() {
        return board.path("annotations").path("list");
    }

    static String place(JsonNode panel) {
        return "panel " + panel.path("id").asText("without id") + " '"
                + panel.path("title").asText() + "'";
    }

    Problem problem(String where, String what, String remedy) {
        return new Problem(name, where, what, remedy);
    }
}
