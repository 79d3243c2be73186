package dev.crmpulse.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The dashboard files as they lie there for Grafana, in the folders that Grafana would show them in. */
final class BoardFiles {
    private static final String PROVIDERS = "provisioning/dashboards/crm-pulse.yaml";
    private static final String FILES = "grafana";

    private final List<BoardFolder> folders;
    private final Map<String, BoardFile> byUid = new LinkedHashMap<>();

    private BoardFiles(List<BoardFolder> folders) throws IOException {
        this.folders = List.copyOf(folders);
        for (BoardFolder folder : folders) {
            for (BoardFile board : folder.boards()) {
                if (byUid.put(board.uid(), board) != null) {
                    throw new IOException("two dashboards have the uid " + board.uid());
                }
            }
        }
    }

    /**
     * Reads all of them.
     *
     * @param dashboards directory with {@code grafana/<language>} and {@code provisioning}
     * @throws IOException where they are missing or cannot be read
     */
    static BoardFiles read(Path dashboards) throws IOException {
        Path providers = dashboards.resolve(PROVIDERS);
        if (!Files.exists(providers)) {
            throw new IOException("there are no boards in " + dashboards + ": " + PROVIDERS + " is missing");
        }
        List<BoardFolder> folders = new ArrayList<>();
        for (JsonNode provider : new YAMLMapper().readTree(providers.toFile()).path("providers")) {
            // where Grafana has the files; here they lie in the folder of the same name
            Path grafanas = Path.of(provider.path("options").path("path").asText());
            String language = grafanas.getFileName().toString();
            folders.add(new BoardFolder(
                    language,
                    provider.path("folder").asText(),
                    boards(dashboards.resolve(FILES).resolve(language))));
        }
        return new BoardFiles(folders);
    }

    private static List<BoardFile> boards(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        List<BoardFile> boards = new ArrayList<>();
        for (Path file : files) {
            boards.add(BoardFile.read(file));
        }
        // from the general to the particular
        boards.sort(Comparator.comparing(BoardFile::isOfOneThing));
        return boards;
    }

    Optional<BoardFile> find(String uid) {
        return Optional.ofNullable(byUid.get(uid));
    }

    /** All, as the page's list shows them. */
    Content list() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ArrayNode listed = root.putArray("folders");
        for (BoardFolder folder : folders) {
            ArrayNode boards = listed.addObject()
                    .put("language", folder.language())
                    .put("title", folder.title())
                    .putArray("boards");
            for (BoardFile board : folder.boards()) {
                boards.addObject()
                        .put("uid", board.uid())
                        .put("title", board.title())
                        .put("description", board.description());
            }
        }
        return new Content(root.toString().getBytes(StandardCharsets.UTF_8));
    }
}
