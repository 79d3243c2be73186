package dev.crmpulse.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One dashboard file: its bytes, which the page draws, and its queries, by the names that the page asks them by. */
final class BoardFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Content content;
    private final JsonNode dashboard;

    private BoardFile(Content content, JsonNode dashboard) {
        this.content = content;
        this.dashboard = dashboard;
    }

    /** @throws IOException where it cannot be read, or is no dashboard */
    static BoardFile read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            JsonNode dashboard = JSON.readTree(bytes);
            if (dashboard.path("uid").asText().isEmpty()) {
                throw new IOException("it has no uid");
            }
            return new BoardFile(new Content(bytes), dashboard);
        } catch (IOException unusable) {
            throw new IOException(file + " is no dashboard: " + unusable.getMessage(), unusable);
        }
    }

    String uid() {
        return dashboard.path("uid").asText();
    }

    String title() {
        return dashboard.path("title").asText();
    }

    String description() {
        return dashboard.path("description").asText();
    }

    /** The file, byte by byte. */
    Content content() {
        return content;
    }

    /** The query of a panel, also of one in a row that is folded. */
    Optional<String> panelSql(int id, String ref) {
        return panels(dashboard)
                .filter(panel -> panel.path("id").asInt() == id)
                .flatMap(panel -> elements(panel.path("targets")))
                .filter(target -> target.path("refId").asText().equals(ref))
                .map(target -> target.path("rawSql").asText())
                .filter(sql -> !sql.isBlank())
                .findFirst();
    }

    private static Stream<JsonNode> panels(JsonNode parent) {
        return elements(parent.path("panels")).flatMap(panel -> Stream.concat(Stream.of(panel), panels(panel)));
    }

    /** The query of an annotation. */
    Optional<String> annotationSql(String name) {
        return elements(dashboard.path("annotations").path("list"))
                .filter(annotation -> annotation.path("name").asText().equals(name))
                .map(annotation -> annotation.path("target").path("rawSql").asText())
                .filter(sql -> !sql.isBlank())
                .findFirst();
    }

    /** The query that lists the values of a variable. */
    Optional<String> variableSql(String name) {
        return variableList()
                .filter(variable -> variable.path("name").asText().equals(name)
                        && variable.path("type").asText().equals("query"))
                .map(variable -> variable.path("query").asText())
                .filter(sql -> !sql.isBlank())
                .findFirst();
    }

    /** Names of all variables that a query may use. */
    Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        variableList()
                .filter(variable -> !variable.path("type").asText().equals("datasource"))
                .forEach(variable -> names.add(variable.path("name").asText()));
        return names;
    }

    private Stream<JsonNode> variableList() {
        return elements(dashboard.path("templating").path("list"));
    }

    /** Whether it shows one thing by its id, which is typed or comes by a link. */
    boolean isOfOneThing() {
        return variableList()
                .anyMatch(variable -> variable.path("type").asText().equals("textbox"));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
