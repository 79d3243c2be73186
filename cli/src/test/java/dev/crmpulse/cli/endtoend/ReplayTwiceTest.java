package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.replay.ReplayReport;
import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.sla.SlaClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Replays into one directory, one after the other: they accumulate, and a rebuild begins anew. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayTwiceTest {
    private static final Mapping LOANS = Fixture.mapping("bpi2012.yaml");
    private static final int FIRST_CASES = 120;

    @TempDir
    static Path directory;

    @TempDir
    static Path files;

    private static Harness harness;
    private static ReplayReport first;

    @BeforeAll
    static void replayTheLoans() throws Exception {
        harness = Harness.open(directory);
        first = harness.replay(LOANS, Fixture.file("loans.xes"));
    }

    @AfterAll
    static void closeTheHarness() throws Exception {
        harness.close();
    }

    @Test
    @Order(1)
    void theSameFileAgainChangesNoRowAndCountsDuplicates() throws Exception {
        Map<String, List<String>> before = harness.ask().everything();
        Map<String, Long> writtenBefore = harness.ask().ofEachTable(table -> "SELECT count() FROM " + table);

        ReplayReport again = harness.replay(LOANS, Fixture.file("loans.xes"));

        // versions and moments of publishing too: nothing was written
        Facts.assertEqual(harness.ask().everything(), before, "after the same file again");
        assertThat(harness.ask().ofEachTable(table -> "SELECT count() FROM " + table))
                .isEqualTo(writtenBefore);
        assertThat(again.run()).isEqualTo(first.run());
        assertThat(again.delivered()).isEqualTo(first.events());
        assertThat(again.accepted()).isZero();
        assertThat(again.duplicates()).isEqualTo(first.events());
        assertThat(harness.ask().lines("SELECT delivered, accepted, duplicates, late FROM crm.ledger"))
                .containsExactly(2 * first.events() + "\t" + first.events() + "\t" + first.events() + "\t0");
        assertThat(harness.differences()).isEmpty();
    }

    @Test
    @Order(2)
    void anotherFileAddsToWhatIsThere() throws Exception {
        Map<String, List<String>> before = harness.ask().facts(Fixture.LOANS_TENANT);

        ReplayReport more = harness.replay(Fixture.mapping("event_log.yaml"), Fixture.file("loans.csv"));

        assertThat(more.duplicates()).isZero();
        assertThat(more.accepted()).isEqualTo(more.events()).isPositive();
        Facts.assertEqual(harness.ask().facts(Fixture.LOANS_TENANT), before, "after another file");
        assertThat(harness.ask().map("SELECT tenant, count() FROM crm.deal GROUP BY tenant"))
                .containsOnly(Map.entry(Fixture.LOANS_TENANT, "300"), Map.entry(Fixture.LOANS_CSV_TENANT, "300"));
    }

    @Test
    @Order(3)
    void aRebuildTakesBackWhatItDoesNotSayAgain() throws Exception {
        String stays = "toUInt32(deal_id) <= 500000 + " + FIRST_CASES;
        // how long an open stage lasts so far, and whether an SLA is broken, depends on the horizon, and the shorter
        // file ends earlier
        String facts = "* EXCEPT (version, revision, published_at, open_seconds)";
        List<FactType<?>> ofDeals = Metrics.FACTS.stream()
                .filter(fact ->
                        fact.columns().stream().anyMatch(column -> column.name().equals("deal_id")))
                .filter(fact -> fact != SlaClock.TYPE)
                .toList();
        Map<String, List<String>> expected = harness.ask().views(ofDeals, facts, "tenant = 'bpi2012' AND " + stays);
        Map<String, String> rowsBefore = rows();

        ReplayReport rebuilt = harness.rebuild(LOANS, Fixture.firstLoans(FIRST_CASES, files));

        Facts.assertEqual(harness.ask().views(ofDeals, facts, "true"), expected, "after the rebuild");
        Map<String, String> rowsAfter = rows();
        long takenBack = rowsBefore.keySet().stream()
                .mapToLong(view -> Long.parseLong(rowsBefore.get(view)) - Long.parseLong(rowsAfter.get(view)))
                .sum();
        assertThat(rebuilt.retracted()).isEqualTo(takenBack).isPositive();
        assertThat(rebuilt.run()).isGreaterThan(first.run());
        assertThat(rowsAfter).containsEntry("deal", Integer.toString(FIRST_CASES));
        // taken back, not deleted: a tombstone of the new run for each
        Map<String, Long> tombstones = harness.ask()
                .ofEachTable(table -> "SELECT countIf(is_deleted = 1 AND bitShiftRight(version, 32) = " + rebuilt.run()
                        + ") FROM " + table);
        assertThat(tombstones.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(takenBack);
    }

    @Test
    @Order(4)
    void afterARebuildOnlyTheEventsOfTheNewRunAreShown() throws Exception {
        long run = harness.ask().number("SELECT max(run) FROM crm.run");

        assertThat(harness.ask().lines("SELECT DISTINCT run, tenant, origin_file FROM crm.event"))
                .containsExactly(run + "\tbpi2012\tfirst-" + FIRST_CASES + ".xes");
        assertThat(harness.ask().number("SELECT uniqExact(run) FROM crm_store.event"))
                .isEqualTo(2);
        assertThat(harness.ask().lines("SELECT tenant FROM crm.ledger")).containsExactly("bpi2012");
        assertThat(harness.differences()).isEmpty();
    }

    @Test
    @Order(5)
    void aFileWithoutEventsChangesNothing() throws Exception {
        Map<String, List<String>> before = harness.ask().everything();

        ReplayReport nothing = harness.replay(Mapping.ofCloudEvents(), Files.createFile(files.resolve("empty.jsonl")));

        assertThat(nothing.records()).isZero();
        assertThat(nothing.delivered()).isZero();
        Facts.assertEqual(harness.ask().everything(), before, "after an empty file");
    }

    private static Map<String, String> rows() throws Exception {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String view : harness.ask().everything().keySet()) {
            rows.put(view, harness.ask().value("SELECT count() FROM crm." + view));
        }
        return rows;
    }
}
