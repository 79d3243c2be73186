package dev.crmpulse.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.local.replay.ReplayReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A small history whose every figure is known: what is judged, up to when, by which policies, and what is left out. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HistoryTest {
    @TempDir
    static Path directory;

    @TempDir
    static Path files;

    private static Road road;

    @BeforeAll
    static void openTheRoad() throws Exception {
        road = Road.open(directory);
    }

    @AfterAll
    static void closeTheRoad() throws Exception {
        road.close();
    }

    @Test
    @Order(1)
    void aDateOfTheFarFutureIsADeadLetterAndMovesNoTime() throws Exception {
        ReplayReport report = replay(
                "first.jsonl",
                lead("OLD", "2026-01-05T10:00:00Z"),
                lead("LATER", "2026-02-01T10:00:00Z"),
                lead("TYPO", "2062-01-05T10:00:00Z"));

        assertThat(report.horizon()).contains(Instant.parse("2026-02-01T10:00:00Z"));
        assertThat(report.deadLetters()).isEqualTo(Map.of("too far in the future", 1L));
        assertThat(road.ask().lines("SELECT count(), any(JSONExtractString(bytes, 'subject')) FROM crm.dlq"))
                .containsExactly("1\tlead/TYPO");
        assertThat(road.ask().lines("SELECT DISTINCT horizon FROM crm.progress"))
                .containsExactly("2026-02-01 10:00:00.000");
        // created on a Monday, never answered: 0 h, 2 h and 4 h are over by February
        assertThat(road.ask()
                        .lines("SELECT level, state, breached_at FROM crm.sla_clock"
                                + " WHERE promise = 'first-response' AND lead_id = 'OLD' ORDER BY level_no"))
                .containsExactly(
                        "owner\treached\t2026-01-05 10:00:00.000",
                        "supervisor\tbreached\t2026-01-05 12:00:00.000",
                        "anomaly\tbreached\t2026-01-05 14:00:00.000");
        assertThat(road.differences()).isEmpty();
    }

    @Test
    @Order(2)
    void aReplayCountsItsOwnDeadLettersAlone() throws Exception {
        ReplayReport report = replay("second.jsonl", lead("NEXT", "2026-02-02T10:00:00Z"));

        assertThat(report.deadLetters()).isEmpty();
        assertThat(report.horizon()).contains(Instant.parse("2026-02-02T10:00:00Z"));
        // those of the replay before stand in the table, for both are one run
        assertThat(road.ask().number("SELECT count() FROM crm.dlq")).isEqualTo(1);
    }

    @Test
    @Order(3)
    void aRebuildForgetsDeadLettersThatItDidNotFind() throws Exception {
        ReplayReport report =
                road.rebuild(Mapping.ofCloudEvents(), file("third.jsonl", lead("NEXT", "2026-02-02T10:00:00Z")));

        assertThat(report.deadLetters()).isEmpty();
        assertThat(road.ask().number("SELECT count() FROM crm.dlq")).isZero();
        assertThat(road.ask().number("SELECT count() FROM crm_store.dlq")).isEqualTo(1);
    }

    private static ReplayReport replay(String name, String... lines) throws Exception {
        return road.replay(Mapping.ofCloudEvents(), file(name, lines));
    }

    private static Path file(String name, String... lines) throws IOException {
        return Files.write(files.resolve(name), List.of(lines));
    }

    private static String lead(String id, String time) {
        return "{\"specversion\":\"1.0\",\"tenant\":\"t\",\"source\":\"crm\",\"id\":\"" + id
                + "\",\"type\":\"crm.lead.created\",\"subject\":\"lead/" + id + "\",\"time\":\"" + time
                + "\",\"actor\":\"web\",\"actortype\":\"customer\",\"data\":{\"channel\":\"web\"}}";
    }
}
