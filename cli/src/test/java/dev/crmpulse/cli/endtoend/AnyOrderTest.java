package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.replay.ReplayReport;
import dev.crmpulse.connectors.mapping.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The order in which events arrive, and how often they do, changes no fact. */
@ExtendWith(FixtureRun.Resolver.class)
class AnyOrderTest {
    private static final long SEED = 20_121_014;

    @TempDir
    Path directory;

    @TempDir
    Path files;

    @Test
    void eventsInAnyOrderAndOneInTenTwiceGiveTheSameFactsRowByRow(FixtureRun inOrder) throws Exception {
        List<String> events =
                inOrder.ask().lines("SELECT json FROM crm.event WHERE tenant = 'bpi2012' FORMAT LineAsString");
        assertThat(events).hasSize((int) inOrder.loans().events());
        Random random = new Random(SEED);
        List<String> deliveries = new ArrayList<>(events);
        Collections.shuffle(deliveries, random);
        List<String> twice = List.copyOf(deliveries.subList(0, deliveries.size() / 10));
        deliveries.addAll(twice);
        Collections.shuffle(deliveries, random);
        Path shuffled = Files.write(files.resolve("shuffled.jsonl"), deliveries);

        try (Harness harness = Harness.open(directory)) {
            ReplayReport report = harness.replay(Mapping.ofCloudEvents(), shuffled);

            Facts.assertEqual(harness.ask().facts(Fixture.LOANS_TENANT), inOrder.loanFacts(), "seed " + SEED);
            assertThat(report.delivered()).isEqualTo(events.size() + twice.size());
            assertThat(report.accepted()).isEqualTo(events.size());
            assertThat(report.duplicates()).isEqualTo(twice.size()).isPositive();
            assertThat(report.late()).isZero();
            assertThat(report.deadLetters()).isEmpty();
            // both deliveries of a doubled event have a row of their own
            assertThat(harness.ask().number("SELECT count() FROM crm.event")).isEqualTo(deliveries.size());
            assertThat(harness.ask().lines("SELECT delivered, accepted, duplicates, late FROM crm.ledger"))
                    .containsExactly(deliveries.size() + "\t" + events.size() + "\t" + twice.size() + "\t0");
            assertThat(harness.differences()).isEmpty();
        }
    }
}
