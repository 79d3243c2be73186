package dev.crmpulse.dashboards.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the panels of generated boards, to which alerts lead. */
final class BoardPanels {
    private final ObjectMapper json = new ObjectMapper();
    private final Path english;

    /** Of the folder of generated boards. */
    BoardPanels(Path generated) {
        this.english = generated.resolve("en");
    }

    /** A panel of an English board. */
    record Place(String dashboardUid, int panelId) {}

    Place find(AlertRule rule) throws IOException {
        Path file = english.resolve(rule.board() + ".json");
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "alert rule '" + rule.uid() + "' leads to board '" + rule.board() + "', which does not exist");
        }
        JsonNode board = json.readTree(file.toFile());
        List<String> titles = new ArrayList<>();
        for (JsonNode panel : board.get("panels")) {
            String title = panel.path("title").asText();
            if (title.equals(rule.panel())) {
                return new Place(board.get("uid").asText(), panel.get("id").asInt());
            }
            titles.add("'" + title + "'");
        }
        throw new IllegalArgumentException("alert rule '" + rule.uid() + "' leads to panel '" + rule.panel()
                + "', which board '" + rule.board() + "' does not have; it has " + String.join(", ", titles));
    }
}
