package dev.crmpulse.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the page asks: one of the queries of a board by its name, for a range of time and chosen values. There is no SQL in it.
 *
 * @param tab the page that asks, where it has named itself: it wants one answer at a time for each query
 */
record BoardRequest(
        String board,
        QueryName query,
        Instant from,
        Instant to,
        Duration interval,
        Map<String, List<String>> variables,
        Optional<String> tab) {
    /** The latest time that a {@code DateTime} of ClickHouse holds. */
    private static final long LAST_MILLIS = 4_294_967_295_000L;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_VALUE = 1_000;
    private static final int MOST_VALUES = 1_000;
    private static final Duration FINEST_SHARE = Duration.ofMillis(1);
    private static final int STEPS = 1_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Which of a board's queries; what it names is part of what ClickHouse is asked. */
    sealed interface QueryName {
        /** For people and the log. */
        String text();

        record OfPanel(int panel, String ref) implements QueryName {
            @Override
            public String text() {
                return "query " + ref + " of panel " + panel;
            }
        }

        record OfAnnotation(String annotation) implements QueryName {
            @Override
            public String text() {
                return "the query of annotation '" + annotation + "'";
            }
        }

        record OfVariable(String variable) implements QueryName {
            @Override
            public String text() {
                return "the query of variable '" + variable + "'";
            }
        }
    }

    /** What is asked for, which says by which members it is named. */
    enum Kind {
        PANEL,
        ANNOTATION,
        VARIABLE;

        private boolean knows(String member) {
            return switch (member) {
                case "board", "from", "to", "intervalMs", "variables", "tab" -> true;
                case "panel", "ref" -> this == PANEL;
                case "annotation" -> this == ANNOTATION;
                case "variable" -> this == VARIABLE;
                default -> false;
            };
        }

        private QueryName read(Members members) throws RefusedRequest {
            return switch (this) {
                case PANEL ->
                    new QueryName.OfPanel(
                            Math.toIntExact(members.whole("panel", 0, Integer.MAX_VALUE)), members.name("ref"));
                case ANNOTATION -> new QueryName.OfAnnotation(members.name("annotation"));
                case VARIABLE -> new QueryName.OfVariable(members.name("variable"));
            };
        }
    }

    BoardRequest {
        variables = Map.copyOf(variables);
    }

    /** @throws RefusedRequest saying which member is wrong */
    static BoardRequest read(byte[] body, Kind kind) throws RefusedRequest {
        Members members = new Members(parse(body));
        for (String member : members.names()) {
            if (!kind.knows(member)) {
                throw RefusedRequest.badRequest(
                        "unknown member '" + shown(member) + "': a query is named by its board, never sent");
            }
        }
        Instant from = Instant.ofEpochMilli(members.whole("from", 0, LAST_MILLIS));
        Instant to = Instant.ofEpochMilli(members.whole("to", 0, LAST_MILLIS));
        if (!from.isBefore(to)) {
            throw RefusedRequest.badRequest("'from' must be before 'to'");
        }
        return new BoardRequest(
                members.name("board"),
                kind.read(members),
                from,
                to,
                members.has("intervalMs")
                        ? Duration.ofMillis(members.whole("intervalMs", 1, LAST_MILLIS))
                        : step(Duration.between(from, to)),
                members.variables(),
                members.has("tab") ? Optional.of(members.name("tab")) : Optional.empty());
    }

    /** @throws RefusedRequest where the body is more than the name of a page */
    static String readTab(byte[] body) throws RefusedRequest {
        Members members = new Members(parse(body));
        if (!members.names().equals(Set.of("tab"))) {
            throw RefusedRequest.badRequest("the body must have the one member 'tab'");
        }
        return members.name("tab");
    }

    private static Duration step(Duration range) {
        Duration share = range.dividedBy(STEPS);
        return share.compareTo(FINEST_SHARE) < 0 ? FINEST_SHARE : share;
    }

    private static JsonNode parse(byte[] body) throws RefusedRequest {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JsonProcessingException broken) {
            throw RefusedRequest.badRequest("the body is no JSON: line " + line(broken) + " is not well formed");
        } catch (IOException broken) {
            throw RefusedRequest.badRequest("the body is no JSON");
        }
        if (!root.isObject()) {
            throw RefusedRequest.badRequest("the body must be a JSON object");
        }
        return root;
    }

    private static int line(JsonProcessingException broken) {
        return broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
    }

    private static String shown(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + '…' : name;
    }

    /** The members of a request, each looked at before it is taken. */
    private record Members(JsonNode root) {
        Set<String> names() {
            Set<String> names = new HashSet<>();
            root.fieldNames().forEachRemaining(names::add);
            return names;
        }

        boolean has(String name) {
            return root.hasNonNull(name);
        }

        String name(String member) throws RefusedRequest {
            JsonNode value = root.path(member);
            if (!value.isTextual() || value.asText().isEmpty() || value.asText().length() > LONGEST_NAME) {
                throw RefusedRequest.badRequest(
                        "'" + member + "' must be a text of 1 to " + LONGEST_NAME + " characters");
            }
            return value.asText();
        }

        long whole(String member, long least, long most) throws RefusedRequest {
            JsonNode value = root.path(member);
            if (!value.canConvertToLong()
                    || !value.isIntegralNumber()
                    || value.asLong() < least
                    || value.asLong() > most) {
                throw RefusedRequest.badRequest(
                        "'" + member + "' must be a whole number from " + least + " to " + most);
            }
            return value.asLong();
        }

        Map<String, List<String>> variables() throws RefusedRequest {
            JsonNode written = root.path("variables");
            if (written.isMissingNode()) {
                return Map.of();
            }
            if (!written.isObject()) {
                throw RefusedRequest.badRequest("'variables' must be an object of lists of texts");
            }
            Map<String, List<String>> variables = new LinkedHashMap<>();
            int values = 0;
            for (Map.Entry<String, JsonNode> variable : written.properties()) {
                List<String> chosen = chosen(variable.getKey(), variable.getValue());
                variables.put(variable.getKey(), chosen);
                values += chosen.size();
            }
            if (values > MOST_VALUES) {
                throw RefusedRequest.badRequest(
                        "more than " + MOST_VALUES + " values are chosen: choose fewer, or all");
            }
            return variables;
        }

        private static List<String> chosen(String variable, JsonNode values) throws RefusedRequest {
            List<String> chosen = new ArrayList<>();
            boolean isList = values.isArray();
            for (JsonNode value : values) {
                isList &= value.isTextual() && value.asText().length() <= LONGEST_VALUE;
                chosen.add(value.asText());
            }
            if (!isList) {
                throw RefusedRequest.badRequest("variable '" + shown(variable) + "' must be a list of texts of at most "
                        + LONGEST_VALUE + " characters");
            }
            return chosen;
        }
    }
}
