package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a ClickHouse answers. */
public final class Answers {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI uri;
    private final ClickHouseEndpoint endpoint;

    public Answers(ClickHouseEndpoint endpoint) {
        this.endpoint = endpoint;
        this.uri = URI.create(endpoint.url() + "/?database=crm");
    }

    /** The answer as ClickHouse wrote it. */
    public String text(String sql) throws IOException, InterruptedException {
        var response = HTTP.send(
                HttpRequest.newBuilder(uri)
                        .header("X-ClickHouse-User", endpoint.user())
                        .header("X-ClickHouse-Key", endpoint.password())
                        .POST(BodyPublishers.ofString(sql))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as("%s%n%s", sql, response.body()).isEqualTo(200);
        return response.body();
    }

    /** Its lines, columns separated by tabs. */
    public List<String> lines(String sql) throws IOException, InterruptedException {
        return text(sql).lines().toList();
    }

    /** Its only value. */
    public String value(String sql) throws IOException, InterruptedException {
        return text(sql).strip();
    }

    public long number(String sql) throws IOException, InterruptedException {
        return Long.parseLong(value(sql));
    }

    /** Two columns as a map in the order of the answer. */
    public Map<String, String> map(String sql) throws IOException, InterruptedException {
        return lines(sql).stream()
                .map(line -> line.split("\t", -1))
                .collect(Collectors.toMap(
                        cells -> cells[0],
                        cells -> String.join("\t", Arrays.asList(cells).subList(1, cells.length)),
                        (first, second) -> first + " and " + second,
                        LinkedHashMap::new));
    }

    /** Every row of every fact view of a tenant, as far as it depends on the events alone. */
    public Map<String, List<String>> facts(String tenant) throws IOException, InterruptedException {
        return views("* EXCEPT (version, revision, published_at)", "tenant = '" + tenant + "'");
    }

    /** Every row of every fact view, with all its columns. */
    public Map<String, List<String>> everything() throws IOException, InterruptedException {
        return views("*", "true");
    }

    public Map<String, List<String>> views(String columns, String condition) throws IOException, InterruptedException {
        return views(Metrics.FACTS, columns, condition);
    }

    Map<String, List<String>> views(List<FactType<?>> facts, String columns, String condition)
            throws IOException, InterruptedException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (FactType<?> fact : facts) {
            rows.put(
                    fact.name(),
                    lines("SELECT " + columns + " FROM crm." + fact.name() + " WHERE " + condition
                            + " ORDER BY tenant, id"));
        }
        return rows;
    }

    /** The same question of every fact table behind the views. */
    public Map<String, Long> ofEachTable(Function<String, String> question) throws IOException, InterruptedException {
        Map<String, Long> answers = new LinkedHashMap<>();
        for (FactType<?> fact : Metrics.FACTS) {
            answers.put(fact.name(), number(question.apply("crm_store." + fact.name())));
        }
        return answers;
    }
}
