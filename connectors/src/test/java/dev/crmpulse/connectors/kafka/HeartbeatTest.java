package dev.crmpulse.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Kafka's own stand-in answers when the test says so; {@code LiveTest} runs the heartbeat against a broker. */
class HeartbeatTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Node[] NODES = {new Node(0, "localhost", 1)};
    private static final Cluster TWO_PARTITIONS = new Cluster(
            "cluster",
            List.of(NODES),
            List.of(
                    new PartitionInfo(Topics.EVENTS, 0, NODES[0], NODES, NODES),
                    new PartitionInfo(Topics.EVENTS, 1, NODES[0], NODES, NODES)),
            Set.of(),
            Set.of());

    private final SetClock clock = new SetClock();
    private final MockProducer<byte[], byte[]> brokers =
            new MockProducer<>(TWO_PARTITIONS, false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Heartbeat heartbeat = new Heartbeat(brokers, clock);

    @Test
    void everyPartitionGetsTheTime() {
        heartbeat.beat();

        assertThat(brokers.history()).extracting(ProducerRecord::partition).containsExactly(0, 1);
        assertThat(times()).containsOnly("2026-03-02T08:00:00Z");
    }

    @Test
    void whileATickIsOnItsWayNoOtherFollows() {
        heartbeat.beat();
        clock.pass(Duration.ofSeconds(5));
        brokers.completeNext();
        heartbeat.beat();
        assertThat(brokers.history()).hasSize(2);

        brokers.completeNext();
        heartbeat.beat();
        assertThat(times())
                .containsExactly(
                        "2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z", "2026-03-02T08:00:05Z", "2026-03-02T08:00:05Z");
    }

    @Test
    void afterALostTickTimeStandsStillUntilHalfAMinuteAfterTheBrokersAnswerAgain() {
        heartbeat.beat();
        brokers.errorNext(new TimeoutException("the broker is down"));
        brokers.errorNext(new TimeoutException("the broker is down"));
        brokers.clear();

        clock.pass(Duration.ofMinutes(10));
        heartbeat.beat();
        assertThat(times()).as("asks, and moves no time").containsOnly("1970-01-01T00:00:00Z");
        brokers.completeNext();
        brokers.completeNext();
        brokers.clear();

        clock.pass(Duration.ofSeconds(29));
        heartbeat.beat();
        assertThat(brokers.history()).isEmpty();

        clock.pass(Duration.ofSeconds(1));
        heartbeat.beat();
        assertThat(times()).containsOnly("2026-03-02T08:10:30Z");
    }

    @Test
    void afterATickThatTookLongTimeStandsStillToo() {
        heartbeat.beat();
        clock.pass(Duration.ofSeconds(11));
        brokers.completeNext();
        brokers.completeNext();

        heartbeat.beat();
        assertThat(brokers.history()).hasSize(2);

        clock.pass(Duration.ofSeconds(30));
        heartbeat.beat();
        assertThat(brokers.history()).hasSize(4);
    }

    @Test
    void whileTheBrokersStayAwayTheyAreAskedAgainAndAgain() {
        heartbeat.beat();
        brokers.errorNext(new TimeoutException("the broker is down"));
        brokers.errorNext(new TimeoutException("the broker is down"));

        for (int beat = 1; beat <= 3; beat++) {
            clock.pass(Duration.ofSeconds(5));
            brokers.clear();
            heartbeat.beat();
            assertThat(times()).hasSize(2).containsOnly("1970-01-01T00:00:00Z");
            brokers.errorNext(new TimeoutException("the broker is down"));
            brokers.errorNext(new TimeoutException("the broker is down"));
        }
    }

    @Test
    void whoWasStartedAgainLetsTimeStandStillAsIfTheBrokersHadBeenAway() {
        heartbeat.startedAgain();
        heartbeat.beat();
        assertThat(times()).containsOnly("1970-01-01T00:00:00Z");
        brokers.completeNext();
        brokers.completeNext();
        brokers.clear();

        clock.pass(Duration.ofSeconds(29));
        heartbeat.beat();
        assertThat(brokers.history()).isEmpty();

        clock.pass(Duration.ofSeconds(1));
        heartbeat.beat();
        assertThat(times()).containsOnly("2026-03-02T08:00:30Z");
    }

    private List<String> times() {
        return brokers.history().stream()
                .map(tick ->
                        new String(tick.value(), StandardCharsets.UTF_8).replaceAll(".*\"time\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static final class SetClock extends Clock {
        private Instant now = START;

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("instants have no zone");
        }
    }
}
