package dev.crmpulse.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.page.Answer.Caching;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is found at which address. */
final class Routes {
    private static final String BOARDS = "/api/boards";

    private final StaticFiles files;
    private final BoardFiles boards;
    private final BoardQueries queries;
    private final SharedQueries shared;
    private final Explanations explanations;

    Routes(
            StaticFiles files,
            BoardFiles boards,
            BoardQueries queries,
            SharedQueries shared,
            Explanations explanations) {
        this.files = files;
        this.boards = boards;
        this.queries = queries;
        this.shared = shared;
        this.explanations = explanations;
    }

    boolean isPosted(String path) {
        return switch (path) {
            case "/api/query", "/api/annotation", "/api/variable", "/api/leave" -> true;
            default -> false;
        };
    }

    /** Whether the page itself is at this address, which holds no figure yet. */
    boolean isDocument(String path) {
        return path.equals("/") || path.startsWith("/d/") || path.startsWith("/explain/");
    }

    Answer post(String path, byte[] body) throws RefusedRequest, InterruptedException {
        Content content =
                switch (path) {
                    case "/api/query" -> queries.rows(BoardRequest.read(body, BoardRequest.Kind.PANEL));
                    case "/api/annotation" -> queries.rows(BoardRequest.read(body, BoardRequest.Kind.ANNOTATION));
                    case "/api/variable" -> queries.options(BoardRequest.read(body, BoardRequest.Kind.VARIABLE));
                    default -> leave(body);
                };
        return Answer.json(content, Caching.NEVER);
    }

    /** The page is closed, and takes back what it still waits for. */
    private Content leave(byte[] body) throws RefusedRequest {
        shared.leave(BoardRequest.readTab(body));
        return new Content("{}".getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What is read at an address.
     *
     * @param query behind the question mark; null where there is none
     */
    Optional<Answer> get(String path, String query) throws IOException, RefusedRequest, InterruptedException {
        if (isDocument(path)) {
            return Optional.of(files.index());
        }
        if (path.equals(BOARDS)) {
            return Optional.of(Answer.json(boards.list(), Caching.ASK));
        }
        if (path.startsWith(BOARDS + '/')) {
            return boards.find(path.substring(BOARDS.length() + 1))
                    .map(board -> Answer.json(board.content(), Caching.ASK));
        }
        if (path.equals("/api/explain")) {
            return Optional.of(Answer.json(explanations.of(parameters(query)), Caching.NEVER));
        }
        return path.startsWith("/api/") ? Optional.empty() : files.find(path.substring(1));
    }

    static byte[] error(String sentence) {
        return new ObjectMapper()
                .createObjectNode()
                .put("error", sentence)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The parameters of an address, the first of each name. */
    private static Map<String, String> parameters(String query) throws RefusedRequest {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                parameters.putIfAbsent(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
            }
        }
        return parameters;
    }

    private static String decode(String encoded) throws RefusedRequest {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw RefusedRequest.badRequest("the address is not well formed behind its question mark");
        }
    }
}
