package dev.crmpulse.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.dashboards.QueryMacros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which queries of a board are asked; those that are not: {@link PageServerTest}. */
class StatementRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count() FROM crm.deal",
                "select a.id from crm.deal a left join crm.`first_response` AS b using (id) where a.x in (select 1)",
                "WITH late AS (SELECT * FROM crm.deal) SELECT * FROM late ARRAY JOIN arrayEnumerate(ids) AS n",
                "SELECT * FROM (SELECT 1 UNION ALL SELECT number FROM numbers(3))",
                "SELECT * FROM crm.window_period(period = 'month')",
                "SELECT * FROM crm.nps(zone = 'UTC', from = toDate('2026-03-01'), to = today())",
                "SELECT 'FROM system.tables; DROP TABLE x' AS text FROM crm.deal -- FROM url('x')",
                "SELECT deal.owner, formatReadableSize(1) FROM crm.deal FINAL;"
            })
    void readingTheViewsIsAllowed(String sql) {
        assertThat(StatementRules.violation(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM deal",
                "SELECT * FROM crm.nps(from = (SELECT max(d) FROM other))",
                "SELECT * FROM crm.nps(from = (SELECT max(d) FROM url('http://x')))",
                "SELECT * FROM other.deal",
                "SELECT * FROM system.numbers(1)",
                "SELECT * FROM 'file.csv'",
                "SELECT * FROM crm.deal WHERE id IN (SELECT id FROM URL('http://x'))",
                "SELECT * FROM crm.deal JOIN Remote('x', system.one) USING x",
                "SELECT * FROM crm.deal settings max_threads = 1",
                "/* SELECT */ DROP TABLE crm.deal",
                "EXPLAIN SELECT 1",
                ";",
                ""
            })
    void allElseIsNot(String sql) {
        assertThat(StatementRules.violation(sql)).isPresent();
    }

    static Stream<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("crmpulse.root"), "dashboards", "grafana"))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQueryOfEveryBoardIsAsked(Path file) throws Exception {
        BoardFile board = BoardFile.read(file);
        Map<String, List<String>> values = new HashMap<>();
        board.variables().forEach(name -> values.put(name, List.of("one", "two")));
        QueryMacros macros = new QueryMacros(Instant.EPOCH, Instant.now(), Duration.ofMinutes(1), values);
        JsonNode json = new ObjectMapper().readTree(file.toFile());

        List<String> queries = Stream.concat(
                        json.findValuesAsText("rawSql").stream(),
                        board.variables().stream().flatMap(name -> board.variableSql(name).stream()))
                .toList();

        assertThat(queries).isNotEmpty().allSatisfy(sql -> assertThat(StatementRules.violation(macros.expand(sql)))
                .as(sql)
                .isEmpty());
    }

    @Test
    void theBoardsAreThere() throws Exception {
        assertThat(BoardFiles.read(Path.of(System.getProperty("crmpulse.root"), "dashboards"))
                        .find("crm-sla-promises-en"))
                .isPresent();
    }
}
