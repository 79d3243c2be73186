package dev.crmpulse.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.cloudevents.ClockTick;
import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class HorizonWatermarksTest {
    private static final long NOW = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);

    private final HorizonWatermarks watermarks = new HorizonWatermarks(Duration.ZERO, CLOCK);
    private final EmittedHorizons emitted = new EmittedHorizons();

    @Test
    void eventsAndLettersRaiseNothingHoweverLateTheyAre() {
        String json = "{\"id\":\"1\",\"source\":\"s\",\"type\":\"crm.lead.created\",\"subject\":\"lead/1\","
                + "\"tenant\":\"t\",\"time\":\"2026-03-01T10:00:00Z\"}";
        ParsedRecord event = new CloudEventParser(IntakeRules.replay())
                .parse(json.getBytes(StandardCharsets.UTF_8), Long.MAX_VALUE / 2, new RecordPosition("t", 0, 0));

        watermarks.onEvent(event, 5_000, emitted);
        watermarks.onEvent(new DeadLetter("t/0/1", "empty", "", "", 0, 9_000, new byte[0]), 9_000, emitted);
        watermarks.onPeriodicEmit(emitted);

        assertThat(emitted.horizons).isEmpty();
    }

    @Test
    void aTickRaisesTheHorizonToItsTimeAtOnce() {
        watermarks.onEvent(new ClockTick(1_000), 7_777, emitted);
        watermarks.onEvent(new ClockTick(2_000), 7_777, emitted);

        assertThat(emitted.horizons).containsExactly(1_000L, 2_000L);
    }

    @Test
    void theHorizonNeverGoesBack() {
        watermarks.onEvent(new ClockTick(2_000), 0, emitted);
        watermarks.onEvent(new ClockTick(2_000), 0, emitted);
        watermarks.onEvent(new ClockTick(1_000), 0, emitted);
        watermarks.onPeriodicEmit(emitted);

        assertThat(emitted.horizons).containsExactly(2_000L);
    }

    @Test
    void liveTheHorizonStaysBehindTheTicksByWhatAnEventMayTakeToArrive() {
        HorizonWatermarks live = new HorizonWatermarks(Duration.ofSeconds(5), CLOCK);

        live.onEvent(new ClockTick(20_000), 0, emitted);

        assertThat(emitted.horizons).containsExactly(15_000L);
    }

    @Test
    void EdgeCase_30_aTickOfTheFarFutureMovesNothingEvenWhereTheBrokersTookItsSendersWordForTheTime() {
        watermarks.onEvent(new ClockTick(NOW), NOW, emitted);
        watermarks.onEvent(new ClockTick(Instant.parse("2062-01-05T10:00:00Z").toEpochMilli()), NOW, emitted);
        watermarks.onEvent(ClockTick.UNUSABLE, NOW, emitted);
        watermarks.onEvent(new ClockTick(NOW + 5_000), NOW, emitted);

        assertThat(emitted.horizons).containsExactly(NOW, NOW + 5_000);
    }

    @Test
    void aTickThatOnlyAsksWhetherTheBrokersAnswerMovesNothing() {
        watermarks.onEvent(new ClockTick(Heartbeat.PROBE.toEpochMilli()), NOW, emitted);

        assertThat(emitted.horizons).isEmpty();
    }

    private static final class EmittedHorizons implements WatermarkOutput {
        private final List<Long> horizons = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            horizons.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            throw new AssertionError("a partition without ticks stands still, it is not idle");
        }

        @Override
        public void markActive() {
            throw new AssertionError("a partition is never idle");
        }
    }
}
