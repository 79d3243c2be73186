package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.replay.ReplayReport;
import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.verify.check.Difference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that its table refuses stops no other, and the replay that met it reports it. */
class PoisonRowTest {
    @TempDir
    Path directory;

    @TempDir
    Path files;

    @Test
    void aRefusedRowLeavesNoOutdatedOneAndIsNamedEverywhere() throws Exception {
        Path change = Files.writeString(files.resolve("change.jsonl"), """
                {"specversion":"1.0","id":"amount-1","source":"sales","type":"crm.deal.amount_changed",\
                "subject":"deal/500007","time":"2026-03-02T09:00:00Z","tenant":"bpi2012",\
                "data":{"lead_id":"500007","deal_id":"500007","amount":666}}
                """);
        try (Harness harness = Harness.open(directory)) {
            harness.replay(Fixture.mapping("bpi2012.yaml"), Fixture.firstLoans(30, files));
            assertThat(harness.ask().lines("SELECT count(), countIf(id = '500007/500007') FROM crm.deal"))
                    .containsExactly("30\t1");
            assertThat(harness.differences()).isEmpty();
            harness.ask().text("ALTER TABLE crm_store.deal ADD CONSTRAINT narrow CHECK ifNull(amount != 666, true)");

            ReplayReport report = harness.replay(Mapping.ofCloudEvents(), change);

            assertThat(report.deadLetters()).containsOnlyKeys("row refused");
            assertThat(harness.ask()
                            .lines(
                                    "SELECT DISTINCT reason, detail, substring(position, 1, 5), position(bytes, '500007') > 0"
                                            + " FROM crm.dlq"))
                    .containsExactly(
                            "row refused\ttable deal refused row bpi2012/500007/500007 with code 469: no row of it stands\tdeal/\t1");
            // the deal as it was before is no truth any more; its visits and its lead have tables of their own
            assertThat(harness.ask().lines("SELECT count(), countIf(id = '500007/500007') FROM crm.deal"))
                    .containsExactly("29\t0");
            assertThat(harness.ask().number("SELECT count() FROM crm.first_response"))
                    .isEqualTo(30);
            List<Difference> differences = harness.differences();
            assertThat(differences)
                    .filteredOn(difference -> !difference.metric().equals("windows"))
                    .extracting(Difference::text)
                    .containsExactly(
                            "M5 row bpi2012/500007/500007: streamed nothing, recomputed a row",
                            "table crm_store.deal refused 1 row: table deal refused row bpi2012/500007/500007 with code 469:"
                                    + " no row of it stands");
            // the windows count the deal that its table refused, and that is reported too
            assertThat(differences)
                    .filteredOn(difference -> difference.metric().equals("windows"))
                    .isNotEmpty()
                    .allMatch(difference -> difference.row().contains("/deal "));
        }
    }
}
