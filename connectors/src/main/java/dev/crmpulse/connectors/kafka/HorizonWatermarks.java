package dev.crmpulse.connectors.kafka;

import dev.crmpulse.connectors.cloudevents.ClockTick;
import dev.crmpulse.connectors.cloudevents.Delivery;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The horizon: it rises with ticks alone, which are written to every partition after what came before them. Events raise
 * nothing: in a replay the next file may tell of earlier times, and live an event of one partition says nothing of the
 * others. So nothing is ever judged as silence because something was not read yet.
 */
public final class HorizonWatermarks implements WatermarkGenerator<Delivery> {
    private final long allowanceMillis;
    private long horizonMillis = Long.MIN_VALUE;

    HorizonWatermarks(Duration allowance) {
        this.allowanceMillis = allowance.toMillis();
    }

    /** The one tick of a replay, written after the last event, means what it says. */
    public static WatermarkStrategy<Delivery> ofReplay() {
        return ofTicks(Duration.ZERO);
    }

    /**
     * The horizon stays this much behind the ticks.
     *
     * @param allowance how long an event may be on its way from where it happened to the topic
     */
    public static WatermarkStrategy<Delivery> ofTicks(Duration allowance) {
        return WatermarkStrategy.<Delivery>forGenerator(context -> new HorizonWatermarks(allowance));
    }

    /** Nothing about time is known here: another stream that this one is united with tells it. */
    public static WatermarkStrategy<Delivery> ofOthers() {
        return WatermarkStrategy.forGenerator(context -> new Unconcerned());
    }

    /** Holds nobody back. The largest watermark would end the input; this is the one before. */
    private static final class Unconcerned implements WatermarkGenerator<Delivery> {
        @Override
        public void onEvent(Delivery delivery, long timestamp, WatermarkOutput output) {
            // an event says nothing of the time, and ticks are somebody else's here
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(new Watermark(Long.MAX_VALUE - 1));
        }
    }

    @Override
    public void onEvent(Delivery delivery, long timestamp, WatermarkOutput output) {
        if (delivery instanceof ClockTick tick && tick.timeMillis() - allowanceMillis > horizonMillis) {
            horizonMillis = tick.timeMillis() - allowanceMillis;
            output.emitWatermark(new Watermark(horizonMillis));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // nothing changes while nothing arrives
    }
}
