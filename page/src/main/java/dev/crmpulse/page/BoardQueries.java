package dev.crmpulse.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmpulse.connectors.clickhouse.QueryFailure;
import dev.crmpulse.connectors.clickhouse.ReadOnlyClient.Limits;
import dev.crmpulse.dashboards.QueryMacros;
import dev.crmpulse.page.BoardRequest.QueryName;
import dev.crmpulse.page.SharedQueries.Slot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the query that a request names in the dashboard file, fills in what was chosen, and has ClickHouse answer it. */
final class BoardQueries {
    private static final Logger LOG = LoggerFactory.getLogger(BoardQueries.class);

    /** A text that ClickHouse parses without being asked to take a longer one. */
    private static final int LONGEST_SQL = 200_000;

    /** Ranges begin and end at whole multiples of this, so that pages which ask at about the same time ask the same. */
    private static final long GRID_MILLIS = 2_000;

    private final BoardFiles boards;
    private final SharedQueries queries;
    private final Limits limits;

    BoardQueries(BoardFiles boards, SharedQueries queries, Limits limits) {
        this.boards = boards;
        this.queries = queries;
        this.limits = limits;
    }

    /** What a panel or an annotation shows, as ClickHouse's JSONCompact. */
    Content rows(BoardRequest request) throws RefusedRequest, InterruptedException {
        BoardFile board = boards.find(request.board())
                .orElseThrow(() -> RefusedRequest.notFound("there is no board '" + request.board() + "'"));
        String sql = expand(request, board, sql(request.query(), board));
        String place = request.board() + ' ' + request.query();
        try {
            return queries.answer(sql, request.tab().map(tab -> new Slot(tab, place)));
        } catch (QueryFailure failure) {
            throw refused(request, failure);
        }
    }

    /** The values of a variable, in the order of its query. */
    Content options(BoardRequest request) throws RefusedRequest, InterruptedException {
        try {
            JsonNode rows = new ObjectMapper().readTree(rows(request).bytes()).path("data");
            ObjectNode root = new ObjectMapper().createObjectNode();
            ArrayNode options = root.putArray("options");
            for (JsonNode row : rows) {
                JsonNode value = row.path(0);
                if (!value.isNull() && !value.isMissingNode()) {
                    JsonNode text = row.size() > 1 ? row.path(1) : value;
                    options.addObject().put("value", value.asText()).put("text", text.asText());
                }
            }
            return new Content(root.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException noJson) {
            throw new IllegalStateException("ClickHouse answered no JSON", noJson);
        }
    }

    private static String sql(QueryName query, BoardFile board) throws RefusedRequest {
        Optional<String> sql;
        if (query instanceof QueryName.OfPanel panel) {
            sql = board.panelSql(panel.panel(), panel.ref());
        } else if (query instanceof QueryName.OfAnnotation annotation) {
            sql = board.annotationSql(annotation.annotation());
        } else {
            sql = board.variableSql(((QueryName.OfVariable) query).variable());
        }
        return sql.orElseThrow(() -> RefusedRequest.notFound("board '" + board.uid() + "' has not " + query.text()));
    }

    private static String expand(BoardRequest request, BoardFile board, String rawSql) throws RefusedRequest {
        Map<String, List<String>> values = new HashMap<>();
        board.variables().forEach(name -> values.put(name, List.of()));
        for (Map.Entry<String, List<String>> chosen : request.variables().entrySet()) {
            if (values.replace(chosen.getKey(), chosen.getValue()) == null) {
                throw RefusedRequest.badRequest("board '" + board.uid() + "' has no variable of one of these names");
            }
        }
        String sql;
        try {
            sql = new QueryMacros(
                            Instant.ofEpochMilli(floor(request.from().toEpochMilli())),
                            Instant.ofEpochMilli(floor(request.to().toEpochMilli() + GRID_MILLIS - 1)),
                            request.interval(),
                            values)
                    .expand(rawSql);
        } catch (IllegalArgumentException unusable) {
            throw RefusedRequest.badRequest(request.query().text() + " cannot be asked: " + unusable.getMessage());
        }
        if (sql.length() > LONGEST_SQL) {
            throw RefusedRequest.badRequest("the chosen values are too long together: choose fewer, or all");
        }
        Optional<String> violation = StatementRules.violation(sql);
        if (violation.isPresent()) {
            throw RefusedRequest.badRequest(
                    request.query().text() + " of board '" + board.uid() + "' is not asked, since " + violation.get());
        }
        return sql;
    }

    private static long floor(long millis) {
        return Math.floorDiv(millis, GRID_MILLIS) * GRID_MILLIS;
    }

    private RefusedRequest refused(BoardRequest request, QueryFailure failure) {
        LOG.warn("Board {}, {}: {}", request.board(), request.query().text(), failure.getMessage());
        return switch (failure.kind()) {
            case AWAY ->
                new RefusedRequest(
                        RefusedRequest.UNAVAILABLE, "ClickHouse does not answer: the next refresh asks again");
            case NOT_LET_IN ->
                new RefusedRequest(
                        RefusedRequest.UNAVAILABLE,
                        "ClickHouse does not let the page's user in: see its name and password");
            case TOO_LARGE ->
                new RefusedRequest(
                        RefusedRequest.TOO_LARGE,
                        String.format(
                                "the answer takes more than %,d rows, %d MB or %d MB of memory: choose a shorter time range or"
                                        + " fewer values",
                                limits.rows(), limits.bytes() >> 20, limits.memoryBytes() >> 20));
            case TOO_SLOW ->
                new RefusedRequest(
                        RefusedRequest.TOO_SLOW,
                        "ClickHouse has no answer within " + limits.time().toSeconds()
                                + " s: choose a shorter time range or fewer values");
            case REFUSED ->
                new RefusedRequest(
                        RefusedRequest.FAILED,
                        "ClickHouse refused " + request.query().text() + " (error " + failure.code() + ' '
                                + failure.codeName() + "): the log says why");
        };
    }
}
