package dev.crmpulse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.demo.CopiedPast;
import dev.crmpulse.cli.demo.CopiedPast.Spread;
import dev.crmpulse.cli.stack.LocalStack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries over some thousand facts. */
class QueriesBenchTest {
    private static final Duration PAST = Duration.ofDays(4);
    private static final long FACTS = 20_000;

    @TempDir
    private Path directory;

    /** All of them are asked where the cookbook and the boards are tested; here one of each of some. */
    private static final int EVERY = 12;

    @Test
    void queriesAreAnsweredAndTheTableLinesUp() throws Exception {
        List<AskedQuery> all = AskedQuery.all(Instant.now());
        assertThat(all).hasSizeGreaterThan(150);
        List<AskedQuery> some = IntStream.range(0, all.size())
                .filter(place -> place % EVERY == 0 || all.get(place).aim() == Aim.WINDOWS)
                .mapToObj(all::get)
                .toList();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (LocalStack stack = LocalStack.start(directory, QueriesBench.settings());
                PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            List<QueryTimes> measured = new QueriesBench(stack, out, out).run(FACTS, PAST, some, 1);

            assertThat(measured).hasSameSizeAs(some).allSatisfy(times -> assertThat(times.refusal())
                    .as(times.query().sql())
                    .isEmpty());
            assertThat(measured)
                    .filteredOn(times -> times.query().aim() == Aim.WINDOWS)
                    .isNotEmpty();
            assertThat(measured).anyMatch(times -> times.rowsRead() > FACTS / 20);
            assertThat(printed.toString(StandardCharsets.UTF_8)
                            .lines()
                            .dropWhile(line -> !line.startsWith("query"))
                            .takeWhile(line -> !line.isBlank())
                            .map(line -> line.codePointCount(0, line.length()))
                            .distinct())
                    .as("lengths of lines")
                    .hasSize(1);
            try (Connection connection = stack.endpoint().connect()) {
                assertThat(CopiedPast.facts(connection)).isBetween(FACTS / 2, FACTS * 2);
                assertWindowsAreSums(connection);
                assertThat(texts(connection, "SELECT owner FROM crm.deal WHERE team = '' AND owner != ''"))
                        .as("owners who were in no team yet")
                        .isEmpty();
            }
        }
    }

    /** Of facts of which none are left out. */
    private static void assertWindowsAreSums(Connection connection) throws Exception {
        String byTenant = " GROUP BY tenant ORDER BY tenant";
        assertThat(texts(
                        connection,
                        "SELECT concat(tenant, ' ', toString(sum(n))) FROM crm.customer_reply_window"
                                + " WHERE grain = 'day' AND dimension = '' AND dated_by = 'started_at'" + byTenant))
                .isNotEmpty()
                .isEqualTo(texts(
                        connection,
                        "SELECT concat(tenant, ' ', toString(count())) FROM crm.customer_reply" + byTenant));
    }

    @ParameterizedTest
    @ValueSource(longs = {60_000, 120_000, 150_000, 156_000, 160_000, 170_000})
    void fiftyMillionFactsAreOfManyOrganisationsAndTwoYears(long simulated) {
        long facts = 50_000_000;

        Spread spread = QueriesBench.spread(facts, simulated, Duration.ofDays(21));

        assertThat(spread.organisations()).isBetween(3, 5);
        assertThat(spread.periods()).isEqualTo(35);
        assertThat(simulated * spread.organisations() * spread.periods() * spread.copies())
                .isBetween(facts * 19 / 20, facts * 21 / 20);
    }

    private static List<String> texts(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
