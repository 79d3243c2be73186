package dev.crmpulse.connectors.kafka;

import dev.crmpulse.connectors.cloudevents.ClockTick;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The horizon: it rises with ticks alone, which are written to every partition after what came before them. Events raise
 * nothing: in a replay the next file may hold earlier times, and live an event of one partition says nothing of the
 * others. So nothing is ever evaluated as silence because something was not read yet.
 */
public final class HorizonWatermarks implements WatermarkGenerator<ParsedRecord> {
    /** A tick may be this much ahead of the clock of this process, as clocks are. */
    private static final long CLOCK_TOLERANCE_MILLIS = Duration.ofHours(1).toMillis();

    private static final Logger LOG = LoggerFactory.getLogger(HorizonWatermarks.class);

    private final long allowanceMillis;
    private final Clock clock;
    private long horizonMillis = Long.MIN_VALUE;
    private boolean lastWasUsable = true;

    HorizonWatermarks(Duration allowance, Clock clock) {
        this.allowanceMillis = allowance.toMillis();
        this.clock = clock;
    }

    /** The one tick of a replay, written after the last event, means what it says. */
    public static WatermarkStrategy<ParsedRecord> ofReplay() {
        return ofTicks(Duration.ZERO);
    }

    /**
     * The horizon stays this much behind the ticks.
     *
     * @param allowance how long an event may be on its way from where it happened to the topic
     */
    public static WatermarkStrategy<ParsedRecord> ofTicks(Duration allowance) {
        return WatermarkStrategy.<ParsedRecord>forGenerator(
                context -> new HorizonWatermarks(allowance, Clock.systemUTC()));
    }

    /** Nothing about time is known here: it comes from another stream that this one is united with. */
    public static WatermarkStrategy<ParsedRecord> ofOthers() {
        return WatermarkStrategy.forGenerator(context -> new Unconcerned());
    }

    /** Holds nobody back. The largest watermark would end the input; this is the one before. */
    private static final class Unconcerned implements WatermarkGenerator<ParsedRecord> {
        @Override
        public void onEvent(ParsedRecord record, long timestamp, WatermarkOutput output) {
            // an event says nothing of the time, and ticks are somebody else's here
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(new Watermark(Long.MAX_VALUE - 1));
        }
    }

    @Override
    public void onEvent(ParsedRecord record, long timestamp, WatermarkOutput output) {
        if (record instanceof ClockTick tick
                && isUsable(tick)
                && tick.movesTime()
                && tick.timeMillis() - allowanceMillis > horizonMillis) {
            horizonMillis = tick.timeMillis() - allowanceMillis;
            output.emitWatermark(new Watermark(horizonMillis));
        }
    }

    /**
     * Time that has once come cannot go back, so a tick of a broken clock is left out, whatever the brokers say of its
     * arrival: they may take its sender's word for that.
     */
    private boolean isUsable(ClockTick tick) {
        boolean usable =
                !tick.equals(ClockTick.UNUSABLE) && tick.timeMillis() <= clock.millis() + CLOCK_TOLERANCE_MILLIS;
        if (!usable && lastWasUsable) {
            LOG.warn(
                    "a tick on {} has no time, or one of the future, and is left out: check the clock of who writes it",
                    Topics.EVENTS);
        }
        lastWasUsable = usable;
        return usable;
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // nothing changes while nothing arrives
    }
}
