package dev.crmpulse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.kafka.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplayProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong(1);
    private final ReplayProgress progress =
            new ReplayProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, nanos::get);

    @Test
    void percentRecordsAndEventsAreThoseOfTheFileThatIsRead() {
        after(20_000); // the servers take that long to start
        progress.file(Path.of("in", "a.csv"), 1_000);
        progress.at(650, 1, 2); // read ahead: no figure yet that means anything
        after(2_000);
        progress.at(660, 4_000, 8_000);
        after(1_000);
        progress.at(700, 4_500, 9_000);
        progress.file(Path.of("in", "b.csv"), 500);
        after(4_000);
        progress.at(250, 5_000, 10_000);

        assertThat(lines())
                .containsExactly(
                        "reading a.csv",
                        "reading a.csv: 66 %, 4,000 records, 8,000 events, 4,000 events/s",
                        "reading b.csv",
                        "reading b.csv: 50 %, 500 records, 1,000 events, 250 events/s");
    }

    @Test
    void evaluatedEventsAreCountedFromWhenTheFirstWasSent() {
        progress.file(Path.of("a.csv"), 1_000);
        after(8_000);
        progress.evaluating(20_000);
        after(2_000);
        progress.lag(Topics.EVENTS, 15_000);
        after(1_000);
        progress.lag(Topics.EVENTS, 14_000);
        after(4_000);
        progress.lag(Topics.EVENTS, 20_003); // the closing ticks count as unread records
        progress.lag(Topics.DEAD_LETTERS, 3);

        assertThat(lines())
                .containsExactly(
                        "reading a.csv",
                        "evaluating 20,000 events",
                        "evaluating 20,000 events: 25 %, 5,000 events, 500 events/s",
                        "writing crm.dlq");
    }

    /** The servers start and the first checkpoint is taken: a rate of nothing would look like a fault. */
    @Test
    void nothingIsPrintedBeforeThereIsSomethingToReport() {
        progress.file(Path.of("a.csv"), 1_000);
        after(3_000);
        progress.at(900, 0, 0);
        progress.evaluating(1);
        after(7_000);
        progress.lag(Topics.EVENTS, 1);
        after(5_000);
        progress.lag(Topics.EVENTS, 0);

        assertThat(lines())
                .containsExactly("reading a.csv", "evaluating 1 event", "evaluating 1 event: 100 %, 1 event");
    }

    @Test
    void aRateIsPrintedWhereThereIsOne() {
        progress.file(Path.of("a.csv"), 1_000);
        after(3_000);
        progress.at(10, 1, 1);
        after(5_000);
        progress.at(20, 7, 9);

        assertThat(lines())
                .containsExactly(
                        "reading a.csv",
                        "reading a.csv: 1 %, 1 record, 1 event",
                        "reading a.csv: 2 %, 7 records, 9 events, 1 event/s");
    }

    @Test
    void aLogFileGetsNoControlCharacters() {
        progress.file(Path.of("a.csv"), 0);
        after(10_000);
        progress.at(0, 0, 0);
        progress.evaluating(0);
        after(10_000);
        progress.lag(Topics.EVENTS, 0);
        progress.close();

        assertThat(bytes.toString(StandardCharsets.UTF_8)).matches("[^\\p{Cntrl}\n]*(\n[^\\p{Cntrl}\n]*)*");
    }

    private void after(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
