package dev.crmpulse.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A directory of dashboards with one board, made for a test; its panels are numbered from 1 on. */
final class TestBoards {
    static final String UID = "crm-test-en";

    private final List<String> panels = new ArrayList<>();

    /** Adds a panel and returns its number. */
    int panel(String sql) {
        panels.add(sql);
        return panels.size();
    }

    /** Writes the directory, with a board of one thing before the other and a folder without boards. */
    Path write(Path directory) throws IOException {
        Path providers = Files.createDirectories(directory.resolve("provisioning/dashboards"));
        Files.writeString(providers.resolve("crm-pulse.yaml"), """
                apiVersion: 1
                providers:
                  - {name: a, folder: Sales, type: file, options: {path: /var/lib/grafana/x/en}}
                  - {name: b, folder: 销售, type: file, options: {path: /var/lib/grafana/x/zh}}
                """);
        Path en = Files.createDirectories(directory.resolve("grafana/en"));
        Files.createDirectories(directory.resolve("grafana/zh"));
        Files.writeString(en.resolve("test.json"), board());
        Files.writeString(
                en.resolve("detail.json"),
                "{\"uid\": \"crm-detail-en\", \"title\": \"Detail\", \"templating\": {\"list\":"
                        + " [{\"name\": \"id\", \"type\": \"textbox\", \"query\": \"\"}]}, \"panels\": []}\n");
        return directory;
    }

    private String board() {
        ObjectNode board = new ObjectMapper().createObjectNode();
        board.put("uid", UID).put("title", "Test").put("description", "Deals.");
        ArrayNode variables = board.putObject("templating").putArray("list");
        variables
                .addObject()
                .put("name", "datasource")
                .put("type", "datasource")
                .put("query", "x");
        variables
                .addObject()
                .put("name", "owner")
                .put("type", "query")
                .put("query", "SELECT DISTINCT owner FROM crm.deal ORDER BY owner");
        variables
                .addObject()
                .put("name", "deal")
                .put("type", "query")
                .put(
                        "query",
                        "SELECT toString(id), name FROM crm.deal"
                                + " WHERE $__conditionalAll(owner IN (${owner:singlequote}), $owner) ORDER BY id");
        board.putObject("annotations")
                .putArray("list")
                .addObject()
                .put("name", "late")
                .putObject("target")
                .put("rawSql", "SELECT at AS time, name AS text FROM crm.deal WHERE id = 2");
        // a row that is folded holds its panels itself
        ArrayNode inRow = board.putArray("panels")
                .addObject()
                .put("id", 1_000)
                .put("type", "row")
                .putArray("panels");
        for (int i = 0; i < panels.size(); i++) {
            inRow.addObject()
                    .put("id", i + 1)
                    .putArray("targets")
                    .addObject()
                    .put("refId", "A")
                    .put("rawSql", panels.get(i));
        }
        return board.toPrettyString();
    }
}
