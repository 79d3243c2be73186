package dev.crmpulse.cli.command;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts statements to a local ClickHouse, as a reader or as the writer, and explains what it refuses. */
final class SqlQuestion {
    private static final Pattern REASON = Pattern.compile("(?s)Code: \\d+\\. DB::Exception: (.*) \\([A-Z_]+\\).*");
    private static final Set<String> NOT_FOR_READERS = Set.of("164", "497");
    private static final int OK = 200;
    private static final Duration RESTART = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 100;

    /** Views of the product that take parameters, with an example of each. */
    private static final String PARAMETRIC_VIEWS = """
            SELECT name,
                   arrayStringConcat(arrayMap(p -> p.1 || ' ' || p.2, parameters), ', '),
                   arrayStringConcat(arrayMap(p -> p.1 || ' = ' || multiIf(
                       p.1 = 'period', '''month''', p.1 = 'zone', '''UTC''',
                       p.1 = 'from', '''2026-01-01''', p.1 = 'to', '''2027-01-01''',
                       match(p.2, 'Int|Float|Decimal'), '1', match(p.2, 'Date'), '''2026-01-01''', '''…'''),
                     parameters), ', ')
            FROM (
                SELECT name, arrayDistinct(arrayMap(g -> (g[1], g[2]),
                    extractAllGroupsVertical(create_table_query, '[{]([A-Za-z_]+):([A-Za-z0-9(), ]+)[}]'))) AS parameters
                FROM system.tables WHERE database = 'crm' AND engine = 'View' AND notEmpty(parameters))
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ClickHouseEndpoint endpoint;
    private final boolean writes;
    private final String format;
    private final String session = UUID.randomUUID().toString();

    SqlQuestion(ClickHouseEndpoint endpoint, boolean writes, String format) {
        this.endpoint = endpoint;
        this.writes = writes;
        this.format = format;
    }

    /**
     * Writes the answer of a statement.
     *
     * @param place what an error begins with
     * @throws UsageException where it is refused because {@code --write} was not given
     */
    void ask(String sql, String place, OutputStream out) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(sql, format, writes);
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw failure(sql, place, response, new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
            body.transferTo(out);
            out.flush();
        }
    }

    private HttpResponse<InputStream> send(String sql, String wanted, boolean asWriter)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(endpoint.url() + "/?database=crm&default_format="
                                + URLEncoder.encode(wanted, StandardCharsets.UTF_8)
                                + (asWriter ? "&session_id=" + session : "")))
                .POST(HttpRequest.BodyPublishers.ofString(sql));
        if (asWriter) {
            request.header("X-ClickHouse-User", endpoint.user()).header("X-ClickHouse-Key", endpoint.password());
        }
        return send(request.build());
    }

    /** Where nobody listens nothing was asked: a ClickHouse that died is there again within seconds, if at all. */
    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        long giveUpNanos = System.nanoTime() + RESTART.toNanos();
        while (true) {
            try {
                return client.send(request, BodyHandlers.ofInputStream());
            } catch (ConnectException away) {
                if (System.nanoTime() > giveUpNanos) {
                    throw new IOException(
                            "ClickHouse " + endpoint + " has not answered for " + RESTART.toSeconds()
                                    + " s: its log lies in the data directory, log/clickhouse.log",
                            away);
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private IOException failure(String sql, String place, HttpResponse<?> response, String message)
            throws IOException, InterruptedException {
        String code =
                response.headers().firstValue("X-ClickHouse-Exception-Code").orElse("");
        if (!writes && NOT_FOR_READERS.contains(code)) {
            Matcher reason = REASON.matcher(message.strip());
            throw new UsageException(place + "sql reads figures alone unless asked with --write: "
                    + (reason.matches() ? reason.group(1) : message.strip()));
        }
        Optional<String> parameters = missingParameters(sql);
        return new IOException(place + parameters.orElseGet(() -> RefusedStatement.text(message)));
    }

    /**
     * The rows of an answer as a reader gets them, each value as text.
     *
     * @throws UsageException where it is refused because {@code --write} was not given
     */
    List<List<String>> rows(String sql) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(sql, "TSVRaw", false);
        try (InputStream body = response.body()) {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (response.statusCode() != OK) {
                throw failure(sql, "", response, text);
            }
            return rowsOf(text).toList();
        }
    }

    /**
     * What a view of the product takes.
     *
     * @param types each parameter with its type
     * @param example a statement that gives them
     */
    record Parameters(String view, String types, String example) {}

    /** The parameters of a view, empty where it takes none. */
    Optional<Parameters> parameters(String view) throws IOException, InterruptedException {
        return rows(PARAMETRIC_VIEWS).stream()
                .map(SqlQuestion::parameters)
                .filter(known -> known.view().equals(view))
                .findFirst();
    }

    private static Parameters parameters(List<String> row) {
        return new Parameters(row.get(0), row.get(1), "SELECT * FROM crm." + row.get(0) + "(" + row.get(2) + ")");
    }

    private static Stream<List<String>> rowsOf(String text) {
        return text.lines().map(line -> List.of(line.split("\t", -1)));
    }

    /** What to say where the statement names a view that takes parameters, and gives none. */
    private Optional<String> missingParameters(String sql) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(PARAMETRIC_VIEWS, "TSVRaw", false);
        try (InputStream body = response.body()) {
            String views = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return response.statusCode() != OK
                    ? Optional.empty()
                    : rowsOf(views)
                            .map(SqlQuestion::parameters)
                            .filter(view -> namesWithoutParameters(sql, view.view()))
                            .map(view -> "crm." + view.view() + " takes parameters (" + view.types() + "): ask such as "
                                    + view.example())
                            .findFirst();
        }
    }

    /** Whether a statement names a view. */
    static boolean names(String sql, String view) {
        return Pattern.compile("\\b" + Pattern.quote(view) + "\\b").matcher(sql).find();
    }

    private static boolean namesWithoutParameters(String sql, String view) {
        return Pattern.compile("\\b" + Pattern.quote(view) + "\\b(?!\\s*\\()")
                .matcher(sql)
                .find();
    }
}
