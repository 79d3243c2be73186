package dev.crmpulse.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.local.replay.ReplayReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that its table refuses stops no other, and the replay that met it tells of it. */
class PoisonRowTest {
    @TempDir
    Path directory;

    @TempDir
    Path files;

    @Test
    void aRefusedRowIsAmongTheDeadLettersWhenTheReplayEnds() throws Exception {
        try (Road road = Road.open(directory)) {
            road.ask().text("ALTER TABLE crm_store.deal ADD CONSTRAINT poison CHECK id != '500007'");

            ReplayReport report = road.replay(Fixture.mapping("bpi2012.yaml"), Fixture.firstLoans(30, files));

            assertThat(report.deadLetters()).containsOnlyKeys("row refused");
            assertThat(road.ask()
                            .lines(
                                    "SELECT DISTINCT reason, detail, substring(position, 1, 5), position(bytes, '500007') > 0"
                                            + " FROM crm.dlq"))
                    .containsExactly("row refused\ttable deal refused a row with code 469\tdeal/\t1");
            // 30 deals without the refused one; its visits and its lead have tables of their own
            assertThat(road.ask().lines("SELECT count(), countIf(id = '500007') FROM crm.deal"))
                    .containsExactly("29\t0");
            assertThat(road.ask().number("SELECT count() FROM crm.first_response"))
                    .isEqualTo(30);
            assertThat(road.differences())
                    .filteredOn(difference -> !difference.metric().equals("windows"))
                    .extracting(difference -> difference.text())
                    .containsExactly("M5 row bpi2012/500007: streamed nothing, recomputed a row");
            // the windows count the deal that its table refused, and that is told too
            assertThat(road.differences())
                    .filteredOn(difference -> difference.metric().equals("windows"))
                    .isNotEmpty()
                    .allMatch(difference -> difference.row().contains("/deal "));
        }
    }
}
